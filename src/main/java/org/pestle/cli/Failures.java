package org.pestle.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What a command says, and with which exit status it ends, when it cannot do what it should. */
final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception fault, CommandLine line, ParseResult parsed) throws Exception {
        PrintWriter err = line.getErr();
        return switch (fault) {
            case ServiceUnreachable unreachable -> {
                err.println(unreachable.getMessage());
                yield PestleCommand.UNREACHABLE;
            }
            case ServiceRefused refused -> {
                err.println(Refusals.text(refused.reply()));
                yield PestleCommand.REFUSED;
            }
            case WrongUse wrong -> {
                err.println(wrong.getMessage());
                err.println("See: " + line.getCommandSpec().qualifiedName() + " --help");
                yield PestleCommand.USAGE;
            }
            case UnknownPersona unknown -> {
                err.println(unknown.getMessage());
                yield PestleCommand.USAGE;
            }
            default -> throw fault;
        };
    }
}

package offenders;

/** Prints. */
public final class PrintsToTheConsole {
    private PrintsToTheConsole() {}

    /** Prints a word. */
    public static void print() {
        System.out.println("printed");
    }
}

package org.pestle.cli;

/** The service answered, and the answer is no. */
final class ServiceRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    ServiceRefused(Reply reply) {
        super("refused with HTTP status " + reply.status());
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}

package org.pestle.fhir;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/** A request whose body ends in a refusal after 1 MiB, whether or not its length was announced (contract.md 5). */
final class BodyLimit extends HttpServletRequestWrapper {
    static final int MAX_BYTES = 1024 * 1024;

    BodyLimit(HttpServletRequest request) {
        super(request);
    }

    /** The body is larger than allowed. */
    static final class TooLarge extends IOException {
        TooLarge() {
            super("the body is larger than " + MAX_BYTES + " bytes");
        }
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (getContentLengthLong() > MAX_BYTES) {
            throw new TooLarge();
        }
        return new Limited(super.getInputStream());
    }

    private static final class Limited extends ServletInputStream {
        private final ServletInputStream body;
        private long seen;

        Limited(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int one = body.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = body.read(into, from, length);
            count(count);
            return count;
        }

        private void count(int bytes) throws TooLarge {
            seen += Math.max(bytes, 0);
            if (seen > MAX_BYTES) {
                throw new TooLarge();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}

package org.pestle.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One kept connection that speaks just enough HTTP/1.1 to load a service: on a machine that it shares with the service
 * a full client would cost more than what it measures.
 */
final class Wire implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final URI base;
    private final byte[] scratch = new byte[BUFFER];
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream kept = OutputStream.nullOutputStream();

    Wire(URI base) {
        this.base = base;
    }

    /** What came back. */
    record Answer(int status, int bytes) {}

    /** Makes a call and keeps what came back. */
    byte[] fetch(String method, String path, String token, byte @Nullable [] body) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        kept = content;
        try {
            Answer answer = call(method, path, token, body);
            if (answer.status() != 200) {
                throw new IOException(path + " answered " + answer.status());
            }
            return content.toByteArray();
        } finally {
            kept = OutputStream.nullOutputStream();
        }
    }

    /** Makes a call and reads the whole answer. */
    Answer call(String method, String path, String token, byte @Nullable [] body) throws IOException {
        connect();
        StringBuilder head = new StringBuilder(1024)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(base.getHost())
                .append("\r\nAccept: application/fhir+json\r\nAuthorization: Bearer ")
                .append(token)
                .append("\r\nX-Request-ID: ")
                .append(UUID.randomUUID());
        if (body != null) {
            head.append("\r\nContent-Type: application/fhir+json\r\nContent-Length: ")
                    .append(body.length);
        }
        byte[] start = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        if (body == null) {
            out.write(start);
        } else {
            byte[] whole = new byte[start.length + body.length];
            System.arraycopy(start, 0, whole, 0, start.length);
            System.arraycopy(body, 0, whole, start.length, body.length);
            out.write(whole);
        }
        return answer();
    }

    private void connect() throws IOException {
        if (socket == null || socket.isClosed()) {
            Socket fresh = new Socket();
            fresh.setTcpNoDelay(true);
            fresh.setSoTimeout(30_000);
            fresh.connect(new InetSocketAddress(base.getHost(), base.getPort() < 0 ? 80 : base.getPort()));
            socket = fresh;
            in = new BufferedInputStream(fresh.getInputStream(), BUFFER);
            out = fresh.getOutputStream();
        }
    }

    private Answer answer() throws IOException {
        int status = Integer.parseInt(line().substring("HTTP/1.1 ".length()).substring(0, 3));
        int length = -1;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
            String value = header.substring(header.indexOf(':') + 1).strip().toLowerCase(Locale.ROOT);
            switch (name) {
                case "content-length" -> length = Integer.parseInt(value);
                case "transfer-encoding" -> chunked = value.equals("chunked");
                case "connection" -> last = value.equals("close");
                default -> {
                    // the other headers do not matter here
                }
            }
        }
        int bytes = chunked ? skipChunks() : skip(Math.max(0, length));
        if (last) {
            close();
        }
        return new Answer(status, bytes);
    }

    private int skipChunks() throws IOException {
        int bytes = 0;
        int size = Integer.parseInt(line(), 16);
        while (size > 0) {
            bytes += skip(size);
            line();
            size = Integer.parseInt(line(), 16);
        }
        line();
        return bytes;
    }

    private int skip(int bytes) throws IOException {
        int left = bytes;
        while (left > 0) {
            int read = in.read(scratch, 0, Math.min(scratch.length, left));
            if (read < 0) {
                throw new EOFException("the service hung up");
            }
            kept.write(scratch, 0, read);
            left -= read;
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the service hung up");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
    }
}

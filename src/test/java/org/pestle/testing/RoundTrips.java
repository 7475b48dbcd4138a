package org.pestle.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * Counts the round trips to a database where they happen, on the wire: a relay between driver and server that counts
 * how often the talk turns from the server back to the driver's side.
 */
public final class RoundTrips implements AutoCloseable {
    private final ServerSocket door;
    private final int serverPort;
    private final HikariDataSource source;
    private final AtomicInteger count = new AtomicInteger();

    /** A relay in front of the database of this data source, with one connection. */
    public RoundTrips(DataSource database) {
        HikariDataSource direct = (HikariDataSource) database;
        try {
            door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        URI server = URI.create(direct.getJdbcUrl().substring("jdbc:".length()));
        serverPort = server.getPort();
        Thread.ofVirtual().start(this::accept);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + door.getLocalPort() + server.getPath());
        config.setUsername(direct.getUsername());
        config.setPassword(direct.getPassword());
        config.setMaximumPoolSize(1);
        source = new HikariDataSource(config);
    }

    /** The database, through the relay. */
    public DataSource source() {
        return source;
    }

    /** How many round trips some work takes. */
    public int of(Runnable work) {
        int before = count.get();
        work.run();
        return count.get() - before;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket driver = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                AtomicBoolean driverSpeaks = new AtomicBoolean();
                Thread.ofVirtual().start(() -> relay(driver, server, driverSpeaks, true));
                Thread.ofVirtual().start(() -> relay(server, driver, driverSpeaks, false));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void relay(Socket from, Socket to, AtomicBoolean driverSpeaks, boolean fromDriver) {
        byte[] buffer = new byte[65536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (driverSpeaks.getAndSet(fromDriver) != fromDriver && fromDriver) {
                    count.incrementAndGet();
                }
                out.write(buffer, 0, length);
            }
        } catch (IOException closed) {
            // One side has gone; closing both tells the other.
        }
    }

    @Override
    public void close() {
        source.close();
        try {
            door.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

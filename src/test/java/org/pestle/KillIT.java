package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pestle.cli.Reply;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.ServiceCall;
import org.pestle.cli.ServiceClient;
import org.pestle.sandbox.DatabaseAccess;
import org.pestle.sandbox.EmbeddedPostgres;
import org.pestle.testing.RunningJar;
import org.pestle.testing.SignedOrders;

/**
 * The service, its database with it, is killed while it is being sent prescriptions, again and again on the same data.
 * What it acknowledged is there afterwards, and what is sent again has one effect. {@code -Dpestle.kills=50} for the
 * full count.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("pestle.kills", 10);
    private static final long ORDERS_A_ROUND = 80;
    private static final int SENDERS = 4;
    private static final int LONGEST_DELAY_MILLIS = 400;

    @TempDir
    private Path home;

    private final Random random = new Random(20261125);
    private final Map<ServiceCall, String> idOf = new ConcurrentHashMap<>();
    private final Map<ServiceCall, Reply> acknowledged = new ConcurrentHashMap<>();

    @Test
    void loses_nothing_that_it_acknowledged_and_repeats_nothing_that_is_sent_again() throws Exception {
        List<ServiceCall> before = List.of();
        for (int kill = 0; kill < KILLS; kill++) {
            RunningJar service = RunningJar.start(home);
            sendAgain(service.url(), before);
            before = prepare(service.url());
            sendUntilKilled(service, before);
        }
        try (RunningJar service = RunningJar.start(home)) {
            sendAgain(service.url(), before);

            assertThat(acknowledged).hasSize((int) (KILLS * ORDERS_A_ROUND));
            assertThat(count("SELECT count(*) FROM prescription")).isEqualTo(KILLS * ORDERS_A_ROUND);
            assertThat(count("SELECT count(*) FROM prescription_event")).isEqualTo(KILLS * ORDERS_A_ROUND);
            assertThat(count("SELECT count(*) FROM exchange")).isEqualTo(KILLS * ORDERS_A_ROUND);
            assertThat(ids()).containsExactlyInAnyOrderElementsOf(idOf.values());
        }
    }

    private List<ServiceCall> prepare(URI url) {
        SignedOrders orders = new SignedOrders(new ServiceClient(url));
        List<ServiceCall> calls = new ArrayList<>();
        for (int i = 0; i < ORDERS_A_ROUND; i++) {
            SignedOrders.Order order = orders.make(SampleOrder.Kind.ACUTE, "FA565");
            calls.add(order.call());
            idOf.put(order.call(), order.id());
        }
        return calls;
    }

    private void sendUntilKilled(RunningJar service, List<ServiceCall> calls) throws InterruptedException {
        ConcurrentLinkedQueue<ServiceCall> left = new ConcurrentLinkedQueue<>(calls);
        ServiceClient client = new ServiceClient(service.url());
        client.token("prescriber");
        CountDownLatch sending = new CountDownLatch(SENDERS);
        ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
        for (int i = 0; i < SENDERS; i++) {
            senders.execute(() -> {
                sending.countDown();
                for (ServiceCall call = left.poll();
                        call != null && send(client, call).isPresent(); ) {
                    call = left.poll();
                }
            });
        }
        sending.await();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_DELAY_MILLIS)));
        service.kill();
        senders.shutdown();
        assertThat(senders.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    private Optional<Reply> send(ServiceClient client, ServiceCall call) {
        try {
            Reply reply = client.send(call);
            if (reply.ok()) {
                acknowledged.putIfAbsent(call, reply);
            }
            return Optional.of(reply);
        } catch (RuntimeException killedMeanwhile) {
            return Optional.empty();
        }
    }

    /** Everything of the last round, acknowledged or not: each call is answered, those acknowledged as they were. */
    private void sendAgain(URI url, List<ServiceCall> calls) {
        ServiceClient client = new ServiceClient(url);
        for (ServiceCall call : calls) {
            Optional<Reply> first = Optional.ofNullable(acknowledged.get(call));
            Reply again = client.send(call);

            assertThat(again.status()).isEqualTo(200);
            first.ifPresent(reply -> assertThat(again.body()).isEqualTo(reply.body()));
            acknowledged.putIfAbsent(call, again);
        }
    }

    private long count(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private List<String> ids() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT prescription_id FROM prescription")) {
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    private Connection connect() throws SQLException {
        DatabaseAccess access =
                EmbeddedPostgres.running(home.resolve("postgres")).orElseThrow().owner();
        return DriverManager.getConnection(access.url(), access.user(), access.password());
    }
}

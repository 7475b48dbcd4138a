package org.pestle.jobs;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pestle.PestleApplication;
import org.pestle.testing.Database;
import org.pestle.testing.UnpackedJar;
import org.springframework.context.ConfigurableApplicationContext;

/** The night on a database of a test, in this process or in one of its own. */
final class NightProcess {
    private NightProcess() {}

    /** The settings with which Pestle works on this database; jobs run only when they are told to. */
    private static List<String> settings(Database database, String home) {
        HikariDataSource application = (HikariDataSource) database.application();
        HikariDataSource owner = (HikariDataSource) database.owner();
        return List.of(
                "--spring.datasource.url=" + application.getJdbcUrl(),
                "--spring.datasource.username=" + application.getUsername(),
                "--spring.datasource.password=" + application.getPassword(),
                "--spring.profiles.active=sandbox",
                "--spring.flyway.url=" + owner.getJdbcUrl(),
                "--spring.flyway.user=" + owner.getUsername(),
                "--spring.flyway.password=" + owner.getPassword(),
                "--spring.main.web-application-type=none",
                "--pestle.home=" + Path.of("target", "night", home).toAbsolutePath(),
                "--pestle.sandbox.programs=" + Database.cache(),
                "--pestle.process=job",
                "--pestle.validation.warm-up=false",
                "--pestle.schedule=off");
    }

    /** The whole service without the web. */
    static ConfigurableApplicationContext here(Database database, String... more) {
        return PestleApplication.start(Stream.concat(settings(database, database.name()).stream(), Stream.of(more))
                .toArray(String[]::new));
    }

    /** A job as a process of its own with a home of its own, as a scheduler starts it on some machine. */
    static Process ofItsOwn(Database database, Path output, String... job) throws IOException {
        List<String> told = new ArrayList<>(List.of("job"));
        told.addAll(List.of(job));
        told.addAll(settings(database, database.name() + "-" + output.getFileName()));
        return new ProcessBuilder(UnpackedJar.command(told.toArray(String[]::new)))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}

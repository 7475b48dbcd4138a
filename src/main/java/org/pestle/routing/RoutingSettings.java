package org.pestle.routing;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the demographics service and the directory are asked.
 *
 * @param pdsUrl where PDS is, up to but without {@code /personal-demographics}; without it nobody is asked
 * @param odsUrl where the directory is, up to but without {@code /service-search-api} and {@code /ORD}; likewise
 * @param connectTimeout for a connection
 * @param readTimeout for a whole answer
 * @param largestAnswer in bytes; a longer answer counts as none
 * @param pause after {@code failures} in a row nobody is asked for so long
 * @param failures in a row that start a pause
 * @param callsAtOnce calls to one system at the same time; a call beyond them is not made
 */
@ConfigurationProperties("pestle.routing")
record RoutingSettings(
        @Nullable URI pdsUrl,
        @Nullable URI odsUrl,
        @DefaultValue("300ms") Duration connectTimeout,
        @DefaultValue("1s") Duration readTimeout,
        @DefaultValue("262144") int largestAnswer,
        @DefaultValue("5s") Duration pause,
        @DefaultValue("3") int failures,
        @DefaultValue("64") int callsAtOnce) {}

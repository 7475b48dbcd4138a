package offenders;

import java.net.http.HttpClient;

/** Calls another system from anywhere. */
public record CallsOutside(HttpClient client) {}

package org.pestle.bench;

/**
 * What was measured of one kind of call.
 *
 * @param what was called, and how
 * @param done calls that did what they should
 * @param refused calls that were answered with a no
 * @param seconds from the first call to the last answer
 * @param sortedMicros how long each took that did what it should, ascending
 */
record Measure(String what, int done, int refused, double seconds, long[] sortedMicros) {
    double perSecond() {
        return seconds == 0 ? 0 : done / seconds;
    }

    /**
     * The latency that this share of the calls did not exceed, in milliseconds.
     *
     * @param share 0 to 1
     */
    double millis(double share) {
        if (sortedMicros.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(share * sortedMicros.length) - 1;
        return sortedMicros[Math.max(0, rank)] / 1000.0;
    }
}

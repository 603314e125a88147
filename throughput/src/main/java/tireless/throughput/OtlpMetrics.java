package tireless.throughput;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes in exports of OpenTelemetry metrics of one attempt (ExportMetricsServiceRequest, in Protocol Buffers), and keeps the sum of each metric over all
 * of its series, whichever processes of the attempt they come from. Both temporalities are understood. For one thread at a time.
 */
public final class OtlpMetrics {
    /** Series beyond this are not counted: a program that makes a series of each item must not fill the memory. */
    static final int MOST_SERIES = 2_000;

    private static final int DELTA = 1;

    // Fields of a metric.
    private static final int GAUGE = 5;
    private static final int SUM = 7;
    private static final int HISTOGRAM = 9;
    private static final int EXPONENTIAL_HISTOGRAM = 10;
    private static final int SUMMARY = 11;

    private final Instant since;
    private final Map<Series, double[]> series = new LinkedHashMap<>();
    private final Set<ByteBuffer> processes = new HashSet<>();
    private long newest;
    private boolean older;

    /** @param since wall time from which on it is listened: of what began to count before, not everything was heard */
    public OtlpMetrics(Instant since) {
        this.since = since;
    }

    /**
     * What one export says.
     *
     * @param sums of each metric so far, by its plain name; of a histogram {@code _sum} and {@code _count}
     * @param at wall time of its newest point; empty where it tells none
     * @param older whether a process is among them for the first time that began to count before anybody listened: what the sums grew by is not
     *     what was done meanwhile
     */
    public record Export(Map<String, Double> sums, Optional<Instant> at, boolean older) {
        public Export {
            sums = Map.copyOf(sums);
        }
    }

    /**
     * One series of a metric.
     *
     * @param resource who sends it, as it is on the wire
     * @param attributes as they are on the wire
     */
    private record Series(String metric, ByteBuffer resource, ByteBuffer attributes) {}

    /**
     * One point: a number, or the sum and the count of a histogram.
     *
     * @param start nanoseconds since the epoch since when it counts; 0 where that is not told
     */
    private record Point(ByteBuffer attributes, double value, double count, long start) {}

    /**
     * Takes in one export.
     *
     * @throws MalformedException if it is no export; what was before the fault may have been counted
     */
    public Export accept(byte[] export) throws MalformedException {
        newest = 0;
        older = false;
        ProtobufReader request = new ProtobufReader(ByteBuffer.wrap(export));
        for (int field = request.next(); field != 0; field = request.next()) {
            if (field == 1) {
                ofResource(request.bytes());
            } else {
                request.skip();
            }
        }
        return new Export(sums(), newest > 0 ? Optional.of(instant(newest)) : Optional.empty(), older);
    }

    private static Instant instant(long nanos) {
        return Instant.EPOCH.plus(nanos, ChronoUnit.NANOS);
    }

    private void ofResource(ByteBuffer message) throws MalformedException {
        ByteBuffer resource = ByteBuffer.allocate(0);
        ProtobufReader reader = new ProtobufReader(message);
        for (int field = reader.next(); field != 0; field = reader.next()) {
            switch (field) {
                case 1 -> resource = reader.bytes();
                case 2 -> ofScope(reader.bytes(), resource);
                default -> reader.skip();
            }
        }
        if (processes.size() < MOST_SERIES) {
            processes.add(copy(resource));
        }
    }

    private void ofScope(ByteBuffer message, ByteBuffer resource) throws MalformedException {
        ProtobufReader reader = new ProtobufReader(message);
        for (int field = reader.next(); field != 0; field = reader.next()) {
            if (field == 2) {
                ofMetric(reader.bytes(), resource);
            } else {
                reader.skip();
            }
        }
    }

    private void ofMetric(ByteBuffer message, ByteBuffer resource) throws MalformedException {
        String name = "";
        String unit = "";
        ProtobufReader naming = new ProtobufReader(message);
        for (int field = naming.next(); field != 0; field = naming.next()) {
            switch (field) {
                case 1 -> name = MetricName.plain(naming.text());
                case 3 -> unit = naming.text();
                default -> naming.skip();
            }
        }
        ProtobufReader reader = new ProtobufReader(message);
        for (int field = reader.next(); field != 0; field = reader.next()) {
            switch (field) {
                case GAUGE -> ofNumbers(name, resource, reader.bytes(), false);
                case SUM -> ofNumbers(name, resource, reader.bytes(), true);
                case HISTOGRAM -> ofHistogram(name, unit, resource, reader.bytes(), 9);
                case EXPONENTIAL_HISTOGRAM -> ofHistogram(name, unit, resource, reader.bytes(), 1);
                case SUMMARY -> ofHistogram(name, unit, resource, reader.bytes(), 7);
                default -> reader.skip();
            }
        }
    }

    /** The unit is in the name of a time for Prometheus. */
    private static String named(String name, String unit) {
        boolean time = unit.equals("s") || unit.equals("ms");
        return time && !name.endsWith("_seconds") ? name + "_seconds" : name;
    }

    /** A gauge or a sum. */
    private void ofNumbers(String name, ByteBuffer resource, ByteBuffer message, boolean counts)
            throws MalformedException {
        boolean delta = isDelta(message);
        ProtobufReader reader = new ProtobufReader(message);
        for (int field = reader.next(); field != 0; field = reader.next()) {
            if (field == 1) {
                Point point = number(reader.bytes());
                if (counts && !delta) {
                    counted(resource, point);
                }
                put(name, resource, point.attributes(), point.value(), delta);
            } else {
                reader.skip();
            }
        }
    }

    /** @param attributes the field of a point that has its attributes */
    private void ofHistogram(String name, String unit, ByteBuffer resource, ByteBuffer message, int attributes)
            throws MalformedException {
        boolean delta = isDelta(message);
        double scale = unit.equals("ms") ? 1e-3 : 1;
        String named = named(name, unit);
        ProtobufReader reader = new ProtobufReader(message);
        for (int field = reader.next(); field != 0; field = reader.next()) {
            if (field == 1) {
                Point point = histogram(reader.bytes(), attributes);
                if (!delta) {
                    counted(resource, point);
                }
                put(named + "_sum", resource, point.attributes(), scale * point.value(), delta);
                put(named + "_count", resource, point.attributes(), point.count(), delta);
            } else {
                reader.skip();
            }
        }
    }

    /** The temporality stands behind the points; a gauge has none. */
    private static boolean isDelta(ByteBuffer message) throws MalformedException {
        long temporality = 0;
        ProtobufReader reader = new ProtobufReader(message);
        for (int field = reader.next(); field != 0; field = reader.next()) {
            if (field == 2) {
                temporality = reader.whole();
            } else {
                reader.skip();
            }
        }
        return temporality == DELTA;
    }

    /** A count since some time. */
    private void counted(ByteBuffer resource, Point point) {
        older |= !processes.contains(resource) && instant(point.start()).isBefore(since);
    }

    private Point number(ByteBuffer message) throws MalformedException {
        ByteBuffer attributes = ByteBuffer.allocate(0);
        double value = Double.NaN;
        long start = 0;
        ProtobufReader reader = new ProtobufReader(message);
        for (int field = reader.next(); field != 0; field = reader.next()) {
            switch (field) {
                case 2 -> start = Math.max(0, reader.fixed());
                case 3 -> newest = Math.max(newest, reader.fixed());
                case 4 -> value = reader.number();
                case 6 -> value = reader.fixed();
                case 7 -> attributes = joined(attributes, reader.bytes());
                default -> reader.skip();
            }
        }
        return new Point(attributes, value, 0, start);
    }

    private Point histogram(ByteBuffer message, int ofAttributes) throws MalformedException {
        ByteBuffer attributes = ByteBuffer.allocate(0);
        double sum = Double.NaN;
        double count = 0;
        long start = 0;
        ProtobufReader reader = new ProtobufReader(message);
        for (int field = reader.next(); field != 0; field = reader.next()) {
            if (field == ofAttributes) {
                attributes = joined(attributes, reader.bytes());
            } else {
                switch (field) {
                    case 2 -> start = Math.max(0, reader.fixed());
                    case 3 -> newest = Math.max(newest, reader.fixed());
                    case 4 -> count = reader.fixed();
                    case 5 -> sum = reader.number();
                    default -> reader.skip();
                }
            }
        }
        return new Point(attributes, sum, count, start);
    }

    private void put(String name, ByteBuffer resource, ByteBuffer attributes, double value, boolean delta) {
        if (!Double.isFinite(value) || name.isEmpty()) {
            return;
        }
        Series key = new Series(name, resource, attributes);
        double[] known = series.get(key);
        if (known != null) {
            known[0] = delta ? known[0] + value : value;
        } else if (series.size() < MOST_SERIES) {
            series.put(new Series(name, copy(resource), copy(attributes)), new double[] {value});
        }
    }

    /** So that it does not keep the whole export. */
    private static ByteBuffer copy(ByteBuffer part) {
        ByteBuffer copy = ByteBuffer.allocate(part.remaining());
        copy.put(part.duplicate()).flip();
        return copy;
    }

    private Map<String, Double> sums() {
        Map<String, Double> sums = new HashMap<>();
        series.forEach((key, value) -> sums.merge(key.metric(), value[0], Double::sum));
        return sums;
    }

    private static ByteBuffer joined(ByteBuffer one, ByteBuffer more) {
        ByteBuffer both = ByteBuffer.allocate(one.remaining() + more.remaining());
        return both.put(one.duplicate()).put(more.duplicate()).flip();
    }
}

package tireless.series;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** The stored form of samples that lie near each other: column by column, packed. Pure. */
final class ChunkText {
    private ChunkText() {}

    /** @param start seconds since the epoch, not behind the first sample */
    static String write(long start, List<Sample> samples) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new DeflaterOutputStream(bytes, deflater)))) {
            out.writeInt(samples.size());
            for (Sample sample : samples) {
                out.writeInt(Math.toIntExact(sample.second() - start));
            }
            for (Figure figure : known(samples)) {
                out.writeUTF(figure.word());
                for (Sample sample : samples) {
                    out.writeFloat(
                            sample.figures().getOrDefault(figure, Double.NaN).floatValue());
                }
            }
            out.writeUTF("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static Set<Figure> known(List<Sample> samples) {
        Set<Figure> known = EnumSet.noneOf(Figure.class);
        samples.forEach(sample -> known.addAll(sample.figures().keySet()));
        return known;
    }

    /** Empty where the text is not as it was written: what is packed has a checksum. A figure of a later build is passed over. */
    static Optional<List<Sample>> read(long start, String text) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(new InflaterInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(text)))))) {
            int count = in.readInt();
            List<Long> seconds = new ArrayList<>();
            List<Map<Figure, Double>> figures = new ArrayList<>();
            for (int place = 0; place < count; place++) {
                seconds.add(start + in.readInt());
                figures.add(new EnumMap<>(Figure.class));
            }
            for (String word = in.readUTF(); !word.isEmpty(); word = in.readUTF()) {
                Optional<Figure> figure = Figure.of(word);
                for (int place = 0; place < count; place++) {
                    float value = in.readFloat();
                    if (figure.isPresent() && !Float.isNaN(value)) {
                        figures.get(place).put(figure.get(), (double) value);
                    }
                }
            }
            // Up to the checksum, which is compared behind the last byte.
            if (in.read() >= 0) {
                return Optional.empty();
            }
            List<Sample> samples = new ArrayList<>();
            for (int place = 0; place < count; place++) {
                samples.add(new Sample(seconds.get(place), figures.get(place)));
            }
            return Optional.of(List.copyOf(samples));
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}

package tireless.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import tireless.json.Form;

/**
 * How it went with a worker over time.
 *
 * @param step the time that one sample is about
 * @param samples the oldest first; where there is none, nothing was measured
 */
public record SeriesView(ResourceRef resource, Duration step, List<Sample> samples) {
    public SeriesView {
        samples = List.copyOf(samples);
    }

    /**
     * What was measured in one step.
     *
     * @param at when the step begins
     * @param figures by name, as {@code perSecond} or {@code backlog}; one that is absent is unknown, never zero
     */
    public record Sample(Instant at, Map<String, Double> figures) {
        private static final String AT = "at";

        public Sample {
            figures = Map.copyOf(figures);
        }

        /** One of them. */
        public OptionalDouble figure(String name) {
            Double value = figures.get(name);
            return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
        }

        private static Sample read(Form form) {
            Map<String, Double> figures = new TreeMap<>();
            form.names().stream()
                    .filter(name -> !name.equals(AT))
                    .forEach(name -> form.optionalDecimal(name).ifPresent(value -> figures.put(name, value)));
            return new Sample(form.instant(AT), figures);
        }

        private Form form() {
            Form form = Form.empty().with(AT, at);
            new TreeMap<>(figures).forEach((name, value) -> form.with(name, OptionalDouble.of(value)));
            return form;
        }
    }

    public static SeriesView read(Form form) {
        return new SeriesView(
                ResourceRef.read(form.form("resource")), form.duration("step"), form.each("samples", Sample::read));
    }

    public Form form() {
        return Form.empty()
                .with("resource", resource.form())
                .with("step", step)
                .withEach("samples", samples, Sample::form);
    }
}

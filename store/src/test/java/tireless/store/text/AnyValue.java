package tireless.store.text;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import tireless.model.FileContent;
import tireless.model.RestartPolicy;
import tireless.model.UnixAccount;
import tireless.model.objective.Objective;
import tireless.model.objective.Objectives;
import tireless.model.scaling.Bounds;

/** Makes random records by looking at their components, so that a new subtype or component is tested without being named here. */
final class AnyValue {
    private static final String[] TEXTS = {
        "",
        " ",
        "plain",
        "\"quoted\\\"",
        "line\nline\r\t",
        "\u0000\u001b[31m\u007f\u0085",
        "ß 漢 \uD83D\uDE00",
        "{\"v\":1}",
        "\u2028\uFFFF"
    };

    private final RandomGenerator random;

    AnyValue(RandomGenerator random) {
        this.random = random;
    }

    /** The records under a sealed type, at any depth. */
    static Stream<Class<?>> subtypes(Class<?> sealed) {
        return sealed.isSealed()
                ? Arrays.stream(sealed.getPermittedSubclasses()).flatMap(AnyValue::subtypes)
                : Stream.of(sealed);
    }

    <T> T of(Class<T> type) {
        return type.cast(any(type));
    }

    private Object any(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return anyOf((Class<?>) generic.getRawType(), arguments[0], arguments[arguments.length - 1]);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == RestartPolicy.class) {
            Duration initial = Duration.ofNanos(random.nextLong(1, Long.MAX_VALUE / 2));
            return new RestartPolicy(initial, initial.plusNanos(random.nextLong(0, Long.MAX_VALUE / 2)));
        }
        if (plain == FileContent.class) {
            return FileContent.ofText(of(String.class));
        }
        if (plain == UnixAccount.class) {
            return new UnixAccount(
                    random.nextBoolean() ? "user" : "1000",
                    random.nextBoolean() ? Optional.empty() : Optional.of("group"));
        }
        if (plain == Bounds.class) {
            int least = random.nextInt(1, 1_000);
            return new Bounds(
                    least,
                    least + random.nextInt(1_000),
                    random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(least)));
        }
        if (plain == Objectives.class) {
            return new Objectives(
                    random.nextBoolean() ? Map.of() : Map.of(of(Objective.class), random.nextDouble() * 1e9),
                    Duration.ofSeconds(random.nextInt(10, 3600), random.nextInt(1_000_000_000)));
        }
        if (plain.isSealed()) {
            List<Class<?>> subtypes = subtypes(plain).toList();
            return any(subtypes.get(random.nextInt(subtypes.size())));
        }
        if (plain.isRecord()) {
            return record(plain);
        }
        if (plain.isEnum()) {
            Object[] constants = plain.getEnumConstants();
            return constants[random.nextInt(constants.length)];
        }
        return simple(plain);
    }

    /** Numbers and durations are not negative, as the model refuses many of those. */
    private Object simple(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "int" -> random.nextInt(1, Integer.MAX_VALUE);
            case "long" -> random.nextLong(1, Long.MAX_VALUE);
            case "double" -> random.nextDouble();
            case "boolean" -> random.nextBoolean();
            case "String" -> TEXTS[random.nextInt(TEXTS.length)] + Integer.toString(random.nextInt(), 36);
            case "Path" -> Path.of("/srv", "ä b", Integer.toString(random.nextInt(), 36));
            case "Duration" -> Duration.ofSeconds(random.nextLong(1L << 40), random.nextInt(1_000_000_000));
            case "Instant" -> Instant.ofEpochSecond(random.nextLong(1L << 38), random.nextInt(1_000_000_000));
            case "OptionalLong" ->
                random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong(1, Long.MAX_VALUE));
            case "OptionalInt" ->
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(1, Integer.MAX_VALUE));
            default -> throw new AssertionError("no random value for " + type);
        };
    }

    /** @param value of a map, else the same as {@code argument} */
    private Object anyOf(Class<?> type, Type argument, Type value) {
        if (type == Optional.class) {
            return random.nextBoolean() ? Optional.empty() : Optional.of(any(argument));
        }
        List<Object> items =
                Stream.generate(() -> any(argument)).limit(random.nextInt(1, 5)).toList();
        if (type == List.class) {
            return items;
        }
        if (type == SortedMap.class) {
            SortedMap<Object, Object> map = new TreeMap<>();
            items.forEach(item -> map.put(item, any(value)));
            return map;
        }
        if (type == SortedSet.class) {
            return new TreeSet<>(items);
        }
        throw new AssertionError("no random value for " + type);
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> any(component.getGenericType()))
                .toArray();
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot make a " + type + " of " + Arrays.toString(values), e);
        }
    }
}

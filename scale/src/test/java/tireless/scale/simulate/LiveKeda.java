package tireless.scale.simulate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tireless.scale.ReplicaLoad;

/**
 * KEDA with the HPA, asked line by line by {@code bench/autoscale --live}: seconds, items that wait, replicas that are desired and those that
 * are ready come in, the count goes out.
 */
final class LiveKeda {
    private LiveKeda() {}

    /** @param arguments items for each replica, the most replicas, and seconds of cooldown */
    public static void main(String... arguments) throws IOException {
        Controller keda = Controllers.keda(
                Double.parseDouble(arguments[0]), Integer.parseInt(arguments[1]), Double.parseDouble(arguments[2]));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] seen = line.split(" ", -1);
            int desired = Integer.parseInt(seen[2]);
            List<ReplicaLoad> loads = loads(desired, Integer.parseInt(seen[3]));
            System.out.println(keda.decide(
                    new Controller.View(Double.parseDouble(seen[0]), Long.parseLong(seen[1]), 0, loads, desired)));
        }
    }

    private static List<ReplicaLoad> loads(int desired, int ready) {
        List<ReplicaLoad> loads = new ArrayList<>();
        for (int ordinal = 0; ordinal < desired; ordinal++) {
            loads.add(new ReplicaLoad(
                    ordinal,
                    ordinal < ready,
                    OptionalDouble.empty(),
                    OptionalLong.empty(),
                    ReplicaLoad.Work.UNKNOWN,
                    false));
        }
        return loads;
    }
}

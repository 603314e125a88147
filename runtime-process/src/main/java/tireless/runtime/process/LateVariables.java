package tireless.runtime.process;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tireless.runtime.process.account.Becoming;

/**
 * Variables that would change the programs which bring a process to its command, as {@code LD_PRELOAD} does (ld.so(8)): they are given to the command alone. Pure.
 *
 * @param command the words that are run
 * @param environment what they are run with
 */
record LateVariables(List<String> command, Map<String, String> environment) {
    private static final String ASIDE = "__tireless_late_";

    /**
     * @param before what the command is put behind: programs that become it in the end
     * @param other the account that the command runs as, where it is another one than this program's: of that, all variables come late
     */
    static LateVariables of(
            List<String> before, Optional<Becoming> other, List<String> command, Map<String, String> environment) {
        return other.map(becoming -> new LateVariables(
                        Stream.concat(before.stream(), becoming.around(command, environment).stream())
                                .toList(),
                        Becoming.carried(environment)))
                .orElseGet(() -> of(before, command, environment));
    }

    private static LateVariables of(List<String> before, List<String> command, Map<String, String> environment) {
        List<String> late =
                environment.keySet().stream().filter(LateVariables::isLate).toList();
        if (before.isEmpty() || late.isEmpty()) {
            return new LateVariables(
                    Stream.concat(before.stream(), command.stream()).toList(), environment);
        }
        Map<String, String> aside = new TreeMap<>(environment);
        late.forEach(name -> aside.put(ASIDE + name, aside.remove(name)));
        // Values are on no command line.
        String script = late.stream()
                        .map(name -> "export %1$s=\"$%2$s\"; unset %2$s\n".formatted(name, ASIDE + name))
                        .collect(Collectors.joining())
                + "unset OLDPWD SHLVL\nexec \"$@\"";
        return new LateVariables(
                Stream.of(before, List.of("/bin/sh", "-c", script, "sh"), command)
                        .flatMap(List::stream)
                        .toList(),
                aside);
    }

    private static boolean isLate(String name) {
        return name.startsWith("LD_") || name.startsWith("LIBMOUNT_") || name.equals("GLIBC_TUNABLES");
    }
}

package tireless.gotemplate.function;

import static tireless.gotemplate.function.Parameter.TEXT;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import tireless.gotemplate.value.Value;

/** Sprig's functions of paths with slashes. Those of the operating system are the same ones. They ask no disk. */
final class PathFunctions {
    private PathFunctions() {}

    static Map<String, Definition> all() {
        return new FunctionTable()
                .add("base", call -> Value.of(base(call.text(0))), TEXT)
                .alias("osBase")
                .add("dir", call -> Value.of(clean(upToName(call.text(0)))), TEXT)
                .alias("osDir")
                .add("clean", call -> Value.of(clean(call.text(0))), TEXT)
                .alias("osClean")
                .add("ext", call -> Value.of(extension(call.text(0))), TEXT)
                .alias("osExt")
                .add("isAbs", call -> Value.of(call.text(0).startsWith("/")), TEXT)
                .alias("osIsAbs")
                .definitions();
    }

    private static String base(String path) {
        if (path.isEmpty()) {
            return ".";
        }
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        String name = path.substring(path.lastIndexOf('/', end - 1) + 1, end);
        return name.isEmpty() ? "/" : name;
    }

    private static String upToName(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static String extension(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int point = name.lastIndexOf('.');
        return point < 0 ? "" : name.substring(point);
    }

    /** The shortest path that means the same. */
    private static String clean(String path) {
        boolean absolute = path.startsWith("/");
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                if (!parts.isEmpty() && !parts.getLast().equals("..")) {
                    parts.removeLast();
                } else if (!absolute) {
                    parts.addLast(part);
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        String joined = String.join("/", parts);
        return absolute ? "/" + joined : joined.isEmpty() ? "." : joined;
    }
}

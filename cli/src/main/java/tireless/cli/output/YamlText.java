package tireless.cli.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tireless.json.Json;

/** JSON values as YAML: block style, fields in their order. */
final class YamlText {
    private YamlText() {}

    static String of(Json json) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setUseUnicodeEncoding(true)
                .setMultiLineFlow(false)
                .setWidth(Integer.MAX_VALUE)
                .build();
        return new Dump(settings).dumpToString(value(json));
    }

    /** Collections are new ones: those that are the same object would be written as an alias. */
    private static Object value(Json json) {
        return switch (json) {
            case Json.Text(String value) -> value;
            case Json.Whole(long value) -> value;
            case Json.Decimal(double value) -> value;
            case Json.Flag(boolean value) -> value;
            case Json.Array(var items) ->
                items.stream().map(YamlText::value).collect(Collectors.toCollection(ArrayList::new));
            case Json.Members(var members) -> {
                Map<String, Object> values = new LinkedHashMap<>();
                members.forEach((name, member) -> values.put(name, value(member)));
                yield values;
            }
        };
    }
}

package tireless.server.routes;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tireless.api.Api;
import tireless.api.RotationView;
import tireless.api.SecretView;
import tireless.control.Commands;
import tireless.json.Form;
import tireless.model.FileContent;
import tireless.model.ResourceKey;
import tireless.model.SecretValues;
import tireless.secret.KeyRotation;
import tireless.server.http.Answer;
import tireless.server.http.Call;
import tireless.server.http.Route;

/** The values of secrets, and their key. Nothing else in the API shows a value. */
public final class SecretRoutes {
    private final Commands commands;

    public SecretRoutes(Commands commands) {
        this.commands = commands;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(ResourceRoutes.ONE + "/values", Set.of(), this::values),
                Route.post(Api.ROTATE_KEY, this::rotate));
    }

    private Answer values(Call call) {
        ResourceKey key = call.key();
        if (!key.type().isSecret()) {
            throw Call.usage("%s is no secret".formatted(key));
        }
        SecretValues values = commands.reveal(key);
        TreeMap<String, String> texts = new TreeMap<>();
        TreeMap<String, String> others = new TreeMap<>();
        for (String name : values.keys()) {
            Optional<String> text = FileContent.of(values.bytes(name)).text();
            text.ifPresentOrElse(
                    found -> texts.put(name, found),
                    () -> others.put(name, Base64.getEncoder().encodeToString(values.bytes(name))));
        }
        return Answer.of(new SecretView(texts, others).form());
    }

    private Answer rotate(Call call) {
        KeyRotation made = commands.rotateKey(call.read(Set.of("lost"), (Form form) -> form.optionalFlag("lost")));
        return Answer.of(
                new RotationView(made.sealed(), List.copyOf(made.unread()), List.copyOf(made.older()), made.notes())
                        .form());
    }
}

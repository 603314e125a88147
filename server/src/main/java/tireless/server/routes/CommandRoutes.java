package tireless.server.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import tireless.api.Api;
import tireless.api.ChangeView;
import tireless.api.ResourceRef;
import tireless.control.Commands;
import tireless.control.Inventory;
import tireless.json.Form;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.TimeSource;
import tireless.plan.Change;
import tireless.plan.Plan;
import tireless.server.http.Answer;
import tireless.server.http.Call;
import tireless.server.http.Route;
import tireless.server.view.ChangeViews;
import tireless.server.view.ResourceViews;

/** What is done with resources that are there, or were. */
public final class CommandRoutes {
    private final Commands commands;
    private final Inventory inventory;
    private final TimeSource time;

    public CommandRoutes(Commands commands, Inventory inventory, TimeSource time) {
        this.commands = commands;
        this.inventory = inventory;
        this.time = time;
    }

    public List<Route> routes() {
        return List.of(
                Route.delete(ResourceRoutes.ONE, Set.of("force"), this::deleteOne),
                Route.post(Api.BASE + "/delete", this::deleteAll),
                Route.post(ResourceRoutes.ONE + "/scale", this::scale),
                Route.post(ResourceRoutes.ONE + "/pause", call -> power(call, Power.PAUSED)),
                Route.post(ResourceRoutes.ONE + "/resume", call -> power(call, Power.ON)),
                Route.post(ResourceRoutes.ONE + "/stop", call -> power(call, Power.STOPPED)),
                Route.post(ResourceRoutes.ONE + "/restart", this::restart),
                Route.post(ResourceRoutes.ONE + "/rollback", this::rollback),
                Route.post(ResourceRoutes.ONE + "/undelete", this::undelete));
    }

    private Answer deleteOne(Call call) {
        call.readNothing();
        return changes(commands.delete(List.of(call.key()), call.flag("force")));
    }

    private record Deletion(List<ResourceKey> keys, boolean force, boolean dryRun) {
        static final Set<String> MEMBERS = Set.of("resources", "force", "dryRun");
        private static final Set<String> RESOURCE = Set.of("type", "workspace", "name");

        static Deletion read(Form form) {
            return new Deletion(
                    form.each("resources", resource -> ResourceRef.read(resource.allowOnly(RESOURCE))).stream()
                            .map(resource -> Call.key(resource.type(), resource.workspace(), resource.name()))
                            .toList(),
                    form.optionalFlag("force"),
                    form.optionalFlag("dryRun"));
        }
    }

    private Answer deleteAll(Call call) {
        Deletion asked = call.read(Deletion.MEMBERS, Deletion::read);
        return changes(
                asked.dryRun()
                        ? commands.planDelete(asked.keys(), asked.force())
                        : commands.delete(asked.keys(), asked.force()));
    }

    private Answer scale(Call call) {
        ResourceKey key = call.key();
        commands.scale(key, call.read(Set.of("replicas"), form -> form.integer("replicas")));
        return view(key);
    }

    private Answer power(Call call, Power power) {
        ResourceKey key = call.key();
        call.readNothing();
        commands.power(key, power);
        return view(key);
    }

    private Answer restart(Call call) {
        ResourceKey key = call.key();
        call.readNothing();
        commands.restart(key);
        return view(key);
    }

    private record Return(OptionalInt revision, boolean dryRun) {
        static final Set<String> MEMBERS = Set.of("revision", "dryRun");

        static Return read(Form form) {
            return new Return(form.optionalInteger("revision"), form.optionalFlag("dryRun"));
        }
    }

    private Answer rollback(Call call) {
        ResourceKey key = call.key();
        Return asked = call.read(Return.MEMBERS, Return::read);
        return changeOf(
                key,
                asked.dryRun()
                        ? commands.planRollback(key, asked.revision())
                        : commands.rollback(key, asked.revision()));
    }

    private Answer undelete(Call call) {
        ResourceKey key = call.key();
        Return asked = call.read(Return.MEMBERS, Return::read);
        return changeOf(
                key,
                asked.dryRun()
                        ? commands.planUndelete(key, asked.revision())
                        : commands.undelete(key, asked.revision()));
    }

    private Answer view(ResourceKey key) {
        return Answer.of(ResourceViews.of(inventory.get(key), time.now()).form());
    }

    /** What becomes of the resource that is meant; and beside it what comes with that, where something does. */
    private static Answer changeOf(ResourceKey key, Plan plan) {
        Form form = Form.empty();
        List<ChangeView> also = new ArrayList<>();
        for (Change change : plan.changes()) {
            if (change.key().equals(key)) {
                form = ChangeViews.of(change).form();
            } else {
                also.add(ChangeViews.of(change));
            }
        }
        return Answer.of(also.isEmpty() ? form : form.withEach("also", also, ChangeView::form));
    }

    private static Answer changes(Plan plan) {
        return Answer.ofEach(
                "changes", plan.changes().stream().map(ChangeViews::of).toList(), ChangeView::form);
    }
}

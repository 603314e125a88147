package tireless.server.view;

import java.util.List;
import tireless.api.ChangeView;
import tireless.api.ChangeView.Action;
import tireless.api.FieldView;
import tireless.api.ResourceRef;
import tireless.plan.Change;
import tireless.plan.DesiredResource;
import tireless.plan.FieldChange;
import tireless.plan.PlanPrinter;
import tireless.plan.SpecDifference;

/** Changes of a plan on the wire. */
public final class ChangeViews {
    private ChangeViews() {}

    /** Values that look secret are stars. */
    public static ChangeView of(Change planned) {
        Change change = safe(planned);
        DesiredResource after = change.after();
        return new ChangeView(
                action(change),
                ResourceRef.of(change.key()),
                after.document().metadata().version(),
                fields(change).stream().map(ChangeViews::field).toList(),
                change.restarts(),
                stops(change),
                after.version(),
                PlanPrinter.print(change));
    }

    /** Values that look secret are stars. */
    public static FieldView field(FieldChange change) {
        FieldChange safe = SafeFields.of(change);
        return new FieldView(safe.path(), safe.from(), safe.to());
    }

    private static Change safe(Change change) {
        return switch (change) {
            case Change.Roll(var before, var after, var fields, int running) ->
                new Change.Roll(
                        before, after, fields.stream().map(SafeFields::of).toList(), running);
            case Change.Reword(var before, var after, var fields) ->
                new Change.Reword(
                        before, after, fields.stream().map(SafeFields::of).toList());
            case Change.Create _, Change.Scale _, Change.Unchanged _, Change.Forget _, Change.Delete _ -> change;
        };
    }

    private static Action action(Change change) {
        return switch (change) {
            case Change.Create _ -> Action.CREATE;
            case Change.Roll _ -> Action.ROLL;
            case Change.Scale _ -> Action.SCALE;
            case Change.Reword _ -> Action.REWORD;
            case Change.Unchanged _ -> Action.UNCHANGED;
            case Change.Forget _ -> Action.FORGET;
            case Change.Delete _ -> Action.DELETE;
        };
    }

    private static List<FieldChange> fields(Change change) {
        return switch (change) {
            case Change.Roll roll -> roll.fields();
            case Change.Reword reword -> reword.fields();
            case Change.Scale(DesiredResource before, DesiredResource after) ->
                SpecDifference.between(
                        before.revision().spec(), after.revision().spec());
            case Change.Create _, Change.Unchanged _, Change.Forget _, Change.Delete _ -> List.of();
        };
    }

    private static int stops(Change change) {
        return switch (change) {
            case Change.Roll roll -> fewer(roll.before(), roll.after());
            case Change.Scale(DesiredResource before, DesiredResource after) -> fewer(before, after);
            case Change.Delete(DesiredResource before, var _) -> before.replicas();
            case Change.Create _, Change.Reword _, Change.Unchanged _, Change.Forget _ -> 0;
        };
    }

    private static int fewer(DesiredResource before, DesiredResource after) {
        return Math.max(0, before.replicas() - after.replicas());
    }
}

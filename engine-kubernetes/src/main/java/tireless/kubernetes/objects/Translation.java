package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.ArrayList;
import java.util.List;
import tireless.model.SecretHandover;
import tireless.model.UnixAccount;
import tireless.model.VolumeMount;

/** Makes a workload Kubernetes' objects. */
public final class Translation {
    private Translation() {}

    /** All objects of it, or everything that hinders that. */
    public static Translated of(Wanted wanted) {
        StackReading stack = new StackReading(wanted);
        StackPart part = stack.part();
        List<HasMetadata> ofStack = stack.objects();
        List<Flaw> flaws = new ArrayList<>(stack.flaws());
        if (wanted.hasPods()) {
            flaws.addAll(flaws(wanted));
        }
        if (!flaws.isEmpty()) {
            return new Translated.Refused(flaws);
        }
        List<String> remarks = new ArrayList<>(stack.remarks());
        wanted.supplies().secrets().map(SecretHandover::warnings).ifPresent(remarks::addAll);
        remarks.addAll(KedaObjects.remarks(wanted));
        if (!wanted.hasPods()) {
            return new Translated.Objects(namespace(wanted), ofStack, "", List.of(), remarks);
        }
        PodTemplateSpec pods = Pods.template(wanted, part);
        String content = Pods.content(pods);
        List<HasMetadata> objects = new ArrayList<>(Claims.of(wanted));
        ConfigObject.of(wanted).ifPresent(objects::add);
        objects.addAll(SecretObjects.of(wanted));
        // Before the pods, so that there is no moment in which they are reached.
        objects.addAll(Guards.of(wanted));
        objects.addAll(ofStack);
        objects.add(Controllers.of(wanted, pods, content));
        objects.addAll(Count.objects(wanted));
        return new Translated.Objects(namespace(wanted), objects, content, NeededSecret.of(wanted), remarks);
    }

    private static Namespace namespace(Wanted wanted) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(wanted.namespace())
                .addToLabels(Labels.MANAGED_BY, wanted.origin().manager())
                .addToLabels(Labels.WORKSPACE, wanted.key().scope())
                .endMetadata()
                .build();
    }

    private static List<Flaw> flaws(Wanted wanted) {
        List<Flaw> flaws = new ArrayList<>();
        if (wanted.workload().run().image().isEmpty()) {
            flaws.add(new Flaw(
                    "it has no image, and a cluster runs images", "name the one that it runs in by `tireless.image`"));
        }
        wanted.workload().run().provisions().volumes().stream()
                .map(VolumeMount::volume)
                .distinct()
                .filter(name -> !wanted.supplies().volumes().containsKey(name))
                .forEach(name -> flaws.add(new Flaw(
                        "there is no volume %s in the workspace %s"
                                .formatted(name, wanted.key().scope()),
                        "apply it")));
        wanted.workload().run().account().ifPresent(account -> {
            if (!account.isNumeric()) {
                flaws.add(new Flaw(
                        "a cluster knows no account by its name, as `%s`".formatted(account),
                        "write its number: `unixUser: \"1000:1000\"`"));
            } else if (isRoot(account) && Security.isRestricted(wanted)) {
                flaws.add(new Flaw(
                        "the compute `%s` is restricted, and runs nothing as root"
                                .formatted(wanted.cluster().compute().name()),
                        "name another account by `unixUser`, or write `podSecurity: baseline`"));
            }
        });
        return flaws;
    }

    private static boolean isRoot(UnixAccount account) {
        return Long.parseLong(account.user()) == 0;
    }
}

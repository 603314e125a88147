package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.util.List;
import java.util.Optional;
import tireless.model.UnixAccount;
import tireless.model.cluster.ClusterCompute.PodSecurity;

/**
 * What pods may do. Baseline lets an image begin as root, and keeps the capabilities with which it hands over to an account of its own, as
 * many do (CHOWN, SETUID, SETGID, DAC_OVERRIDE): without them ordinary images do not start. It takes what a worker has no use for.
 */
final class Security {
    /** To make devices, and to send what no ordinary socket can. */
    private static final List<String> UNUSED = List.of("MKNOD", "NET_RAW");

    private Security() {}

    static PodSecurityContext pod(Wanted wanted) {
        PodSecurityContextBuilder context =
                new PodSecurityContextBuilder().withNewSeccompProfile(null, "RuntimeDefault");
        if (isRestricted(wanted)) {
            context.withRunAsNonRoot(true);
        }
        // What it may write to in a volume is its group's.
        account(wanted)
                .filter(_ -> !Claims.of(wanted).isEmpty())
                .ifPresent(account -> context.withFsGroup(number(account.group().orElse(account.user())))
                        .withFsGroupChangePolicy("OnRootMismatch"));
        return context.build();
    }

    /** Of the worker's own container. */
    static SecurityContext container(Wanted wanted) {
        SecurityContextBuilder context = new SecurityContextBuilder(any(wanted));
        account(wanted).ifPresent(account -> {
            context.withRunAsUser(number(account.user()));
            account.group().ifPresent(group -> context.withRunAsGroup(number(group)));
        });
        return context.build();
    }

    /** Of any container of it. */
    static SecurityContext any(Wanted wanted) {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop(isRestricted(wanted) ? List.of("ALL") : UNUSED)
                .endCapabilities()
                .build();
    }

    static boolean isRestricted(Wanted wanted) {
        return wanted.cluster().compute().security() == PodSecurity.RESTRICTED;
    }

    private static Optional<UnixAccount> account(Wanted wanted) {
        return wanted.workload().run().account().filter(UnixAccount::isNumeric);
    }

    private static long number(String word) {
        return Long.parseLong(word);
    }
}

package tireless.kubernetes.sight;

import java.util.Map;

/** Why a pod does not run, in the cluster's own words, and what to do. */
final class PodReasons {
    private static final String IMAGE =
            "check the name of the image, and whether the cluster may read it from its registry";

    private static final Map<String, String> ADVICE = Map.ofEntries(
            Map.entry("ErrImagePull", IMAGE),
            Map.entry("ImagePullBackOff", IMAGE),
            Map.entry("InvalidImageName", IMAGE),
            Map.entry("ErrImageNeverPull", IMAGE),
            Map.entry("RegistryUnavailable", IMAGE),
            Map.entry(
                    "CreateContainerConfigError", "apply the resource again, so that what its pods need is made anew"),
            Map.entry("CreateContainerError", "check the command and what the pod is given"),
            Map.entry("RunContainerError", "check whether the image has that command"),
            Map.entry("Unschedulable", "ask for less, or give the cluster nodes that fit"),
            Map.entry("SchedulingGated", "see who put a scheduling gate on the pod"),
            Map.entry("Evicted", "ask for as much as the worker uses, so that its node has room for it"));

    private PodReasons() {}

    /** Whether it is a reason that somebody has to do something about. */
    static boolean isKnown(String reason) {
        return ADVICE.containsKey(reason);
    }

    /** For people, in one line. */
    static String text(String reason, String message) {
        String words = message.isBlank() ? reason : reason + ": " + message.strip();
        String advice = ADVICE.get(reason);
        return advice == null ? words : words + "; " + advice;
    }
}

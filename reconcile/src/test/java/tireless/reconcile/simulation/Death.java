package tireless.reconcile.simulation;

/** The control plane is killed here and now. No exception, so that nothing that goes on after a failure goes on after this. */
final class Death extends Error {
    private static final long serialVersionUID = 1;

    Death() {
        super("the control plane dies", null, false, false);
    }
}

package tireless.notify;

/** Somebody could not be told. Its message says why, for people, without anything that is confidential. */
final class NotDelivered extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean lasting;

    private NotDelivered(String why, boolean lasting) {
        super(why);
        this.lasting = lasting;
    }

    /** That may go better in a while. */
    static NotDelivered passing(String why) {
        return new NotDelivered(why, false);
    }

    /** That will hardly go better without somebody changing something. */
    static NotDelivered lasting(String why) {
        return new NotDelivered(why, true);
    }

    boolean isLasting() {
        return lasting;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}

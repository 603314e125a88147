package tireless.model;

/** How an attempt ended. An end that nobody saw is {@link Unknown}, never a success. */
public sealed interface Exit {
    /**
     * The process ended by itself or by a signal that Tireless did not send.
     *
     * @param status as a shell reports it, 0 to 255; above 128 it may be a signal or just that number
     */
    record Status(int status) implements Exit {
        @Override
        public String toString() {
            int signal = status - 128;
            return status > 128 && signal <= 31
                    ? "exited %d (%s or exit %d)".formatted(status, Signal.name(signal), status)
                    : "exited " + status;
        }
    }

    /** A signal that Tireless sent ended it. */
    record Killed(int signal) implements Exit {
        @Override
        public String toString() {
            return "ended by " + Signal.name(signal);
        }
    }

    /** The kernel killed it because it went over its memory limit. */
    record OutOfMemory() implements Exit {
        @Override
        public String toString() {
            return "oom-killed: it went over its memory limit";
        }
    }

    /**
     * It never ran.
     *
     * @param cause for people: what is wrong and what to do
     */
    record NotStarted(String cause) implements Exit {
        @Override
        public String toString() {
            return "not started: " + cause;
        }
    }

    /** It is dead, and how it died is not known. */
    record Unknown(String cause) implements Exit {
        @Override
        public String toString() {
            return "exit unknown: " + cause;
        }
    }

    /** Whether the process said itself that all is well. */
    default boolean isSuccess() {
        return this instanceof Status(int status) && status == 0;
    }
}

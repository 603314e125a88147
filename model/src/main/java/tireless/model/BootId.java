package tireless.model;

/** Identifies one boot of the machine (Linux: {@code /proc/sys/kernel/random/boot_id}); times since boot compare only within it. */
public record BootId(String value) {
    @Override
    public String toString() {
        return value;
    }
}

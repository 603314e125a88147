package tireless.runtime;

/**
 * What a slot's attempts wrote and its follower left out.
 *
 * @param bytes how much it is
 * @param place the file that holds all of it, or the folder of the files; for people
 */
public record Unread(long bytes, String place) {}

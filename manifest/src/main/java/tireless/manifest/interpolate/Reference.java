package tireless.manifest.interpolate;

/** What a scalar's text is made of. */
sealed interface Reference {
    /** Text that stays as it is. */
    record Literal(String text) implements Reference {}

    /**
     * {@code $NAME} or {@code ${NAME}}.
     *
     * @param written as it stands in the text
     */
    record Variable(String name, String written) implements Reference {}

    /**
     * {@code ${{name}}} or {@code ${not-an-identifier}}: something that was to be replaced before the manifest is used.
     *
     * @param written as it stands in the text
     */
    record Placeholder(String written) implements Reference {}
}

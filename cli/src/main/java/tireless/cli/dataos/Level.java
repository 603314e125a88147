package tireless.cli.dataos;

/** How serious a message is, as logrus writes it. */
public enum Level {
    INFO("INFO", "info", 36),
    WARNING("WARN", "warning", 33),
    ERROR("ERRO", "error", 31);

    private final String onTerminal;
    private final String inFile;
    private final int colour;

    Level(String onTerminal, String inFile, int colour) {
        this.onTerminal = onTerminal;
        this.inFile = inFile;
        this.colour = colour;
    }

    String onTerminal(boolean coloured) {
        return coloured ? "\u001b[" + colour + "m" + onTerminal + "\u001b[0m" : onTerminal;
    }

    String inFile() {
        return inFile;
    }
}

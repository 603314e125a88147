package tireless.cli.context;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers why it could not be written: a {@link java.io.PrintStream} before it says nothing of that. */
final class CheckedOutput extends FileOutputStream {
    private static final String READER_IS_GONE = "Broken pipe";

    private volatile @Nullable IOException failure;

    CheckedOutput() {
        super(FileDescriptor.out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            super.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Why something is missing in what was written, for people; empty where nothing is, or nobody reads it any more. */
    Optional<String> failure() {
        return Optional.ofNullable(failure)
                .map(cause -> String.valueOf(cause.getMessage()))
                .filter(message -> !message.contains(READER_IS_GONE));
    }
}

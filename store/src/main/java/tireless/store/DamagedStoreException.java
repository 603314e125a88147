package tireless.store;

import tireless.model.TirelessException;

/** What is stored can not be trusted: trying again does not help, and nothing was written over it. */
public final class DamagedStoreException extends TirelessException {
    private static final long serialVersionUID = 1L;

    public DamagedStoreException(String message) {
        super(Code.FAILED, false, message);
    }

    public DamagedStoreException(String message, Throwable cause) {
        super(Code.FAILED, false, message, cause);
    }
}

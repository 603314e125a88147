package tireless.cli.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tireless.model.TirelessException;
import tireless.secret.Vault;
import tireless.store.Store;

/** What is wrong with the key of the secrets when a server starts. */
record KeyCheck(Vault vault, Path home, Store store) {
    /** For people; a key that other accounts could read is closed to them. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        // Who has no secret pays nothing for them.
        if (!Files.exists(home.resolve(Vault.FILE)) && store.secrets().all().isEmpty()) {
            return remarks;
        }
        try {
            if (vault.close()) {
                remarks.add(
                        "other accounts could read the key of the secrets, %s, and can no more: where somebody may have, `tireless secret rotate-key`"
                                .formatted(home.resolve(Vault.FILE)));
            }
        } catch (TirelessException refused) {
            remarks.add(String.valueOf(refused.getMessage()));
        }
        vault.trouble().ifPresent(remarks::add);
        return remarks;
    }
}

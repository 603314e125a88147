package tireless.manifest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedactionTest {
    @Test
    void valuesOfNamesThatSoundSecretAreStars() {
        for (String name :
                new String[] {"DB_PASSWORD", "apiKey", "API_KEY", "github.token", "MY_SECRET_WORD", "privateKey"}) {
            assertThat(Redaction.value(name, "hunter2")).as(name).isEqualTo("****");
        }
        assertThat(Redaction.value("DB_PASSWORD", "${DB_PASSWORD}")).isEqualTo("${DB_PASSWORD}");
        assertThat(Redaction.value("LOG_LEVEL", "INFO")).isEqualTo("INFO");
    }

    @Test
    void passwordsInAddressesAndOptionsAreStars() {
        assertThat(Redaction.value("url", "https://ghp_hunter2@host/x.git")).isEqualTo("https://****@host/x.git");
        assertThat(Redaction.value("url", "https://$TOKEN@host/a ssh://git@host/b"))
                .isEqualTo("https://$TOKEN@host/a ssh://git@host/b");
        assertThat(Redaction.value("URL", "postgres://ada:hunter2@db/x")).isEqualTo("postgres://ada:****@db/x");
        assertThat(Redaction.value("run.command", "sync --password=hunter2 --verbose"))
                .isEqualTo("sync --password=**** --verbose");
        assertThat(Redaction.value("run.command", "sync --api-key 'two words' now"))
                .isEqualTo("sync --api-key **** now");
        assertThat(Redaction.value("run.command", "sh -c 'TOKEN=hunter2 run'")).doesNotContain("hunter2");
        assertThat(Redaction.value("run.command", "tokenizer --input file")).isEqualTo("tokenizer --input file");
        assertThat(Redaction.value("run.command", "sync --token --verbose")).isEqualTo("sync --token --verbose");
        assertThat(Redaction.value("run.command", "sync --token $TOKEN --password=hunter2"))
                .isEqualTo("sync --token $TOKEN --password=****");
    }

    @Test
    void namesOfSecretsAndOfVariablesAreShown() {
        for (String name : new String[] {
            "imagePullSecret", "pullSecret", "secretProjection", "dataosSecrets", "secrets", "passwordFromEnv"
        }) {
            assertThat(Redaction.value(name, "mypull")).as(name).isEqualTo("mypull");
        }
    }
}

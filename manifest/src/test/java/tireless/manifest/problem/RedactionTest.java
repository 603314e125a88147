package tireless.manifest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    @Test
    void valuesOfNamesThatSoundSecretAreStars() {
        for (String name : new String[] {
            "DB_PASSWORD", "apiKey", "API_KEY", "github.token", "MY_SECRET_WORD", "privateKey", "Authorization"
        }) {
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'Authorization: Bearer hunter2' | 'Authorization: ****'",
                "'Authorization: Basic aHVudGVyMjpodW50ZXIy' | 'Authorization: ****'",
                "'Authorization: Bearer ${TOKEN}' | 'Authorization: Bearer ${TOKEN}'",
                "curl -H 'Authorization: Bearer hunter2' http://h/x | curl -H 'Authorization: ****' http://h/x",
                "curl -H 'proxy-authorization:hunter2' -H 'X-Api-Key: hunter2' h | curl -H 'proxy-authorization:****' -H 'X-Api-Key: ****' h",
                "curl -H 'X-Token: $TOKEN' h | curl -H 'X-Token: $TOKEN' h",
                "curl -H 'X-Token: ' h | curl -H 'X-Token: ' h",
                "sh -c 'curl -H \"X-Token: hunter2\" h' | sh -c 'curl -H \"X-Token: ****\" h'",
                "'{\"password\": \"hunter2\", \"user\": \"joe\"}' | '{\"password\": ****, \"user\": \"joe\"}'",
                "'{\"a\":{\"api_key\":\"hun,ter2\"},\"b\":1}' | '{\"a\":{\"api_key\":****},\"b\":1}'",
                "'{\"tokens\": [\"hunter2\"], \"Authorization\": \"Bearer hunter2\"}' | '{\"tokens\": [****], \"Authorization\": ****}'",
                "'{\\\"secret\\\": \\\"hunter2\\\"}' | '{\\\"secret\\\": ****}'",
                "$'user: joe\\npassword: hunter2' | $'user: joe\\npassword: ****'",
                "$'A=b\\nTOKEN=hunter2' | $'A=b\\nTOKEN=****",
                "X-Scope-OrgID=team,X-Api-Key=hunter2 | X-Scope-OrgID=team,X-Api-Key=****",
                "'X-Scope-OrgID=team, Authorization=Bearer hunter2' | 'X-Scope-OrgID=team, Authorization=****'",
                "'Auth: Bearer hunter2' | 'Auth: Bearer ****'",
                "'basic authentication, bearer of news' | 'basic authentication, bearer of news'",
            })
    void headersAndKeysInATextAreStars(String text, String shown) {
        assertThat(Redaction.value("HEADER", text)).isEqualTo(shown);
        assertThat(Redaction.value("command", shown)).isEqualTo(shown);
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

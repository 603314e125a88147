package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTextTest {
    @Test
    void valuesOfMoreLinesAreHiddenAsAWhole() {
        assertThat(ShownText.of("""
                        worker:
                          envs:
                            API_TOKEN: |
                              hunter9

                              hunter9
                            FOLDED_SECRET: >-
                              hunter9
                            DB_PASSWORD:
                              hunter9
                              hunter9
                            QUOTED_PASSWORD: "hunter9
                          hunter9"
                            # the rest stays
                            PLAIN: |
                              visible
                            credentials: {user: hunter9, more: [hunter9]}
                            PASSWORDS:
                            - hunter9
                            - ${PASSWORD}
                        """)).isEqualTo("""
                        worker:
                          envs:
                            API_TOKEN: '****'
                            FOLDED_SECRET: '****'
                            DB_PASSWORD:
                              '****'
                            QUOTED_PASSWORD: '****'
                            # the rest stays
                            PLAIN: |
                              visible
                            credentials: {user: '****', more: ['****']}
                            PASSWORDS:
                            - '****'
                            - ${PASSWORD}
                        """);
    }

    @Test
    void aBlankThatYamlDoesNotKnowIsHiddenWithTheValue() {
        assertThat(ShownText.of("password: hunter9\u2028\nname: a\n")).isEqualTo("password: '****'\nname: a\n");
    }

    @Test
    void theAddressOfAWebhookIsHiddenBehindItsHostAndItsHeadersAreHidden() {
        assertThat(ShownText.of("""
                        notify:
                        - webhook:
                            url: https://hooks.example.com/services/T0/hunter9
                            headers: {Authorization: Bearer hunter9, X-Room: "hunter9"}
                        - webhook: {url: "http://me:hunter9@h.example.com?key=hunter9"}
                        - webhook: {url: 'https://hooks.example.com', headers: {A: "${TOKEN}"}}
                        - webhook: {urlFrom: {secretName: alerts, key: url}}
                        # url: https://hooks.example.com/hunter9
                        # Authorization: Bearer hunter9
                        """)).isEqualTo("""
                        notify:
                        - webhook:
                            url: 'https://hooks.example.com/****'
                            headers: {Authorization: '****', X-Room: '****'}
                        - webhook: {url: 'http://h.example.com/****'}
                        - webhook: {url: 'https://hooks.example.com', headers: {A: "${TOKEN}"}}
                        - webhook: {urlFrom: {secretName: alerts, key: url}}
                        # url: https://hooks.example.com/****
                        # Authorization: ****
                        """);
    }

    @Test
    void passwordsAmongTheArgumentsOfACommandAreHidden() {
        assertThat(ShownText.of("""
                        arguments: [--password, hunter9, --token, "hunter9", --verbose]
                        more:
                        - --password
                        - hunter9
                        - --api-key=hunter9
                        - '--token=hunter9'
                        - "--token=hunter9 x"
                        - --token
                        - --verbose
                        - --token
                        - $TOKEN
                        - postgres://ada:hunter9@db/x
                        - |
                          run --password hunter9 --token $TOKEN
                          TOKEN=hunter9 run
                        - visible
                        """)).isEqualTo("""
                        arguments: [--password, '****', --token, '****', --verbose]
                        more:
                        - --password
                        - '****'
                        - --api-key=****
                        - '--token=****'
                        - "--token=**** x"
                        - --token
                        - --verbose
                        - --token
                        - $TOKEN
                        - postgres://ada:****@db/x
                        - |
                          run --password **** --token $TOKEN
                          TOKEN=**** run
                        - visible
                        """);
    }

    @Test
    void headersAmongTheArgumentsOfACommandAreHidden() {
        assertThat(ShownText.of("""
                        notify:
                        - command: [curl, -H, 'Authorization: Bearer hunter9', "X-Api-Key: hunter9", https://h/x]
                        envs:
                          HEADER: "Authorization: Basic aHVudGVyOTpodW50ZXI5"
                          JSON: '{"password": "hunter9", "user": "joe"}'
                        customHeaders: "X-Api-Key=hunter9"
                        """)).isEqualTo("""
                        notify:
                        - command: [curl, -H, 'Authorization: ****', "X-Api-Key: ****", https://h/x]
                        envs:
                          HEADER: "Authorization: ****"
                          JSON: '{"password": ****, "user": "joe"}'
                        customHeaders: "X-Api-Key=****"
                        """);
    }

    @Test
    void whatAnAliasMakesSecretIsHiddenWhereItStands() {
        assertThat(ShownText.of("plain: &it hunter9\nPASSWORD: *it\n")).isEqualTo("plain: &it '****'\nPASSWORD: *it\n");
        assertThat(ShownText.of("a: &x hunter9\nb: &y [*x, {c: hunter9}]\nPASSWORDS: {<<: *y}\n"))
                .isEqualTo("a: &x '****'\nb: &y [*x, {c: '****'}]\nPASSWORDS: {<<: *y}\n");
    }

    @Test
    void whatIsHiddenInAScriptOrACommentLeavesTheRestOfItsText() {
        assertThat(ShownText.of("""
                        # password: hunter9
                        shell: |  # token: hunter9
                          cat <<END
                          password: hunter9
                          END
                        quoted: "token: hunter9\\nuser: joe"
                        json: '{"token": "hunter9", "user": "joe"}'
                        stack: {name: x, auth: {imagePullSecret: mypull}} # secret: hunter9
                        """)).isEqualTo("""
                        # password: ****
                        shell: |  # token: ****
                          cat <<END
                          password: ****
                          END
                        quoted: "token: ****\\nuser: joe"
                        json: '{"token": ****, "user": "joe"}'
                        stack: {name: x, auth: {imagePullSecret: mypull}} # secret: ****
                        """);
    }

    @Test
    void aStackKeepsItsSchemaAndItsTemplates() {
        String text = """
                stack:
                  secretProjection:
                    type: "envVars"
                  image: {imagePullSecret: mypull}
                  stackSpecValueSchema:
                    jsonSchema: |
                      {"properties": {"password": {"type": "string"},
                        "token": {"type": "string"}}}
                  workerConfig:
                    configFileTemplate: |
                      password: {{ .ApplicationSpec.StackSpec.password }}
                """;

        assertThat(ShownText.of(text)).isEqualTo(text);
    }

    @Test
    void namesOfSecretsAreNoSecrets() {
        String text = """
                worker:
                  secrets:
                  - name: pulse-keys
                    workspace: public
                  dataosSecrets:
                  - other-keys
                  envs:
                    # ⚙ 😀
                    GREETING: "grün 😀"
                """;

        assertThat(ShownText.of(text)).isEqualTo(text);
        assertThat(ShownText.of("secret:\n  type: key-value\n  data:\n    a: '****'\n"))
                .isEqualTo("secret:\n  type: key-value\n  data:\n    a: '****'\n");
    }

    @Test
    void nothingIsShownOfWhatIsNoYaml() {
        assertThat(ShownText.of("a: [hunter9\nb: hunter9\n")).doesNotContain("hunter9");
    }
}

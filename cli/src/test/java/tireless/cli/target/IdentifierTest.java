package tireless.cli.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.model.TirelessException;

class IdentifierTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pulse:v1beta:worker:public",
                "worker:v1beta:pulse:public",
                "pulse | v1beta | worker | public",
                "pulse|v1beta|worker|public",
                "  pulse           | v1beta  | worker   | public    | active | running:2   | metis",
                " pulse | v1beta | | worker | public | active | user",
                "│ pulse │ v1beta │ worker │ public │ active │ running:1 │ iamgroot │",
                "| pulse || v1beta || worker || public ||",
                "pulse v1beta worker public",
                " pulse :v1beta: worker : public ",
                "pulse:v1beta:Worker:public",
                "pulse | v1beta | worker | public | active | next:2024-01-23T14:30:00+05:30 | metis"
            })
    void everyFormOfTheSameWorker(String text) {
        assertThat(Identifier.parse(text)).hasToString("pulse:v1beta:worker:public");
    }

    @ParameterizedTest
    @CsvSource({
        "worker:v1beta:worker:public, worker:v1beta:worker:public",
        "worker:v1beta:service, worker:v1beta:service",
        "worker:v1:service, service:v1:worker",
        "service:v1beta:worker, worker:v1beta:service",
        "service:v1:worker, service:v1:worker",
        "workflow:v1:service, service:v1:workflow",
        "worker | v1beta | service | public, service:v1beta:worker:public",
        "v1:v1:service, service:v1:v1",
        "service:v1:v1, service:v1:v1"
    })
    void aNameThatIsATypeOrAVersion(String text, String id) {
        assertThat(Identifier.parse(text).id()).isEqualTo(id);
    }

    @Test
    void whatBelongsToTheInstanceHasNoWorkspace() {
        assertThat(Identifier.parse("bento-v4 | v1alpha | stack |          | active |   | iamgroot"))
                .hasToString("bento-v4:v1alpha:stack");
        assertThat(Identifier.parse("stack:v1alpha:bento-v4:public").id()).isEqualTo("stack:v1alpha:bento-v4");
    }

    @Test
    void anIdHasItsTypeInFront() {
        assertThat(Identifier.parseId("service:v1:ping:sandbox")).hasToString("ping:v1:service:sandbox");
        assertThat(Identifier.parseId("worker:v1beta:service:public")).hasToString("service:v1beta:worker:public");
        assertThatThrownBy(() -> Identifier.parseId("ping:v1:service:sandbox"))
                .hasMessage("--id `ping:v1:service:sandbox`: its type comes first: `service:v1:ping`."
                        + " It takes TYPE:VERSION:NAME[:WORKSPACE], such as `worker:v1beta:pulse:public`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "pulse ~ it has 1 of the three parts",
                "pulse:worker ~ it has 2 of the three parts",
                "'' ~ it has 0 of the three parts",
                "pulse:v1beta:worker:public:x ~ it has 5 parts; four are the most",
                "pulse::worker ~ a part of it is empty",
                "pulse:v1beta:wroker ~ `wroker` is no type; did you mean `worker`?",
                "sevrice:v1:ping ~ `sevrice` is no type; did you mean `service`?",
                "pulse | v1beta | wroker | public ~ `wroker` is no type; did you mean `worker`?",
                "pulse:1beta:worker ~ `1beta` in its middle is no version; one looks like `v1` or `v1beta`",
                "pulse | | worker | public ~ is no type"
            })
    void whatIsWrongIsSaid(String text, String why) {
        assertThatThrownBy(() -> Identifier.parse(text))
                .isInstanceOfSatisfying(
                        TirelessException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(TirelessException.Code.USAGE))
                .hasMessageStartingWith("-i `" + text + "`: ")
                .hasMessageContaining(why)
                .hasMessageContaining("NAME:VERSION:TYPE[:WORKSPACE]");
    }
}

package tireless.manifest.read;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tireless.manifest.kind.AutoscaleSection.BehaviorSection;
import tireless.manifest.kind.AutoscaleSection.PolicySection;
import tireless.manifest.kind.AutoscaleSection.RulesSection;
import tireless.manifest.value.Quantity;
import tireless.manifest.yaml.Scalar;

/** Reads {@code behavior}, as Kubernetes' {@code autoscaling/v2} has it. */
final class BehaviorReader {
    /** A number from zero on, or thousandths of one. */
    private static final String PART = "[0-9]{1,9}(?:\\.[0-9]{1,9})?m?";

    private static final int HOUR = 3600;
    private static final int HALF_AN_HOUR = 1800;

    private static final Attribute<Optional<String>> TYPE = Attribute.choice("type", List.of("Pods", "Percent"))
            .required("say what it counts in: `type: Pods` or `type: Percent`")
            .described("whether `value` is a count of replicas, or a percentage of those that run");
    private static final Attribute<OptionalInt> VALUE = Attribute.wholeNumber("value", 1)
            .required("say how many: `value: 4`")
            .described("how many at most within the period");
    private static final Attribute<OptionalInt> PERIOD = Attribute.wholeNumber("periodSeconds", 1, HALF_AN_HOUR)
            .required("say in which time: `periodSeconds: 15`")
            .described("the period in seconds");
    private static final Attribute<OptionalInt> WINDOW = Attribute.wholeNumber("stabilizationWindowSeconds", 0, HOUR)
            .described("the time whose most careful demand counts: 0 when scaling up, 300 when scaling down")
            .example(60);
    private static final Attribute<Optional<String>> SELECT = Attribute.choice(
                    "selectPolicy", List.of("Max", "Min", "Disabled"))
            .described("which of several policies holds; `Disabled` forbids this direction")
            .byDefault("Max");
    private static final Attribute<List<Fields>> POLICIES = Attribute.sections(
                    "policies", Attributes.of("policy of scaling", TYPE, VALUE, PERIOD))
            .described("how much may change within which time");
    private static final Attribute<Optional<Double>> TOLERANCE = Attribute.parsed(
                    "tolerance", Form.Text.like(PART, Form.Plain.WORDS), BehaviorReader::tolerance)
            .described("the part of the target by which a metric may miss it without a change")
            .byDefault("0.1")
            .example("0.05");
    private static final Attributes RULES = Attributes.of("rules of scaling", WINDOW, SELECT, POLICIES, TOLERANCE);
    private static final Attribute<Optional<Fields>> UP =
            Attribute.section("scaleUp", RULES).described("the rules for more replicas");
    private static final Attribute<Optional<Fields>> DOWN =
            Attribute.section("scaleDown", RULES).described("the rules for fewer replicas");
    static final Attribute<Optional<Fields>> BEHAVIOR = Attribute.section(
                    "behavior", Attributes.of("behavior", UP, DOWN))
            .described("how fast it scales, with the fields of Kubernetes");

    private BehaviorReader() {}

    static BehaviorSection read(Fields fields) {
        BehaviorSection behavior = new BehaviorSection(
                fields.read(UP).map(BehaviorReader::rules), fields.read(DOWN).map(BehaviorReader::rules));
        fields.refuseOthers();
        return behavior;
    }

    private static RulesSection rules(Fields fields) {
        RulesSection rules = new RulesSection(
                fields.read(WINDOW),
                fields.read(SELECT),
                fields.read(POLICIES).stream().map(BehaviorReader::policy).toList(),
                fields.read(TOLERANCE));
        fields.refuseOthers();
        return rules;
    }

    private static PolicySection policy(Fields fields) {
        fields.checkRequired();
        PolicySection policy = new PolicySection(fields.read(TYPE), fields.read(VALUE), fields.read(PERIOD));
        fields.refuseOthers();
        return policy;
    }

    private static Optional<Double> tolerance(Scalar written, Fields fields) {
        Optional<Double> tolerance = Optional.of(written.text())
                .filter(text -> text.matches(PART))
                .flatMap(Quantity::parse)
                .map(amount -> amount.amount().doubleValue());
        if (tolerance.isEmpty()) {
            fields.problems()
                    .error(
                            "bad-value",
                            written.at(),
                            "`tolerance` can not be %s".formatted(written.shown()),
                            "write a part of the target, as in `0.1`");
        }
        return tolerance;
    }
}

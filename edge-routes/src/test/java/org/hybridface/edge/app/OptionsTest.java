package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void valuesComeInTheirTypes() {
        Options options = options("a.path", "x/../y", "a.flag", "true", "a.number", "7", "a.decimal", "0.5", "a.time", "24h", "blank", "  ",
                "other", "{{a.number}}");
        assertThat(options.path("a.path")).contains(Path.of("y").toAbsolutePath());
        assertThat(options.flag("a.flag")).isTrue();
        assertThat(options.integer("a.number")).isEqualTo(7);
        assertThat(options.decimal("a.decimal")).isEqualTo(0.5);
        assertThat(options.duration("a.time")).isEqualTo(Duration.ofHours(24));
        assertThat(options.text("blank")).isEmpty();
        assertThat(options.text("absent")).isEmpty();
        assertThat(options.text("other")).contains("7");
    }

    @Test
    void aWrongValueSaysWhichAndWhatToGive() {
        Options options = options("a.flag", "yes", "a.number", "many", "a.time", "soon", "a.uri", "a b", "a.decimal", "half");
        assertWrong(() -> options.flag("a.flag"), "a.flag is 'yes': give true or false");
        assertWrong(() -> options.integer("a.number"), "a.number is 'many': give a whole number");
        assertWrong(() -> options.duration("a.time"), "a.time is 'soon': give a time like 500ms, 30s, 10m or 24h");
        assertWrong(() -> options.uri("a.uri"), "a.uri is 'a b': give an address like ssl://host:8883");
        assertWrong(() -> options.decimal("a.decimal"), "a.decimal is 'half': give a number");
        assertWrong(() -> options.requiredText("absent"), "absent is not set");
    }

    private static void assertWrong(ThrowingCallable reading, String says) {
        assertThatThrownBy(reading).isInstanceOf(InvalidOptionException.class).hasMessageContaining(says);
    }

    private static Options options(String... pairs) {
        DefaultCamelContext context = new DefaultCamelContext();
        Properties properties = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty(pairs[i], pairs[i + 1]);
        }
        context.getPropertiesComponent().setOverrideProperties(properties);
        return new Options(context);
    }
}

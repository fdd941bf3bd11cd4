// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.print;

import java.util.List;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.core.pattern.ConverterKeys;
import org.apache.logging.log4j.core.pattern.LogEventPatternConverter;
import org.apache.logging.log4j.core.pattern.PatternConverter;
import org.apache.logging.log4j.core.pattern.PatternFormatter;

/**
 * {@code %safe{%m}} in log4j2.xml: whoever writes to the log, Camel and libraries too, no secret is written and one event stays one line.
 * {@code %safe{%ex}{lines}} keeps the lines of a stack trace.
 */
@Plugin(name = "safe", category = PatternConverter.CATEGORY)
@ConverterKeys("safe")
public final class SafeConverter extends LogEventPatternConverter {

    private final List<PatternFormatter> formatters;
    private final boolean keepsLines;

    private SafeConverter(List<PatternFormatter> formatters, boolean keepsLines) {
        super("safe", "safe");
        this.formatters = formatters;
        this.keepsLines = keepsLines;
    }

    /**
     * Called by Log4j.
     *
     * @param options what to print, and {@code lines} where it may have several
     */
    public static SafeConverter newInstance(Configuration configuration, String[] options) {
        return new SafeConverter(PatternLayout.createPatternParser(configuration).parse(options[0]), options.length > 1 && options[1].equals("lines"));
    }

    @Override
    public boolean handlesThrowable() {
        return formatters.stream().anyMatch(PatternFormatter::handlesThrowable);
    }

    @Override
    public void format(LogEvent event, StringBuilder to) {
        StringBuilder text = new StringBuilder();
        formatters.forEach(formatter -> formatter.format(event, text));
        String masked = Masked.of(text.toString());
        to.append(keepsLines ? masked.lines().map(Quoted::line).reduce((above, below) -> above + System.lineSeparator() + below).orElse("")
                : Quoted.line(masked));
    }
}

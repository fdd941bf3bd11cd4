// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fault of a plan, written as {@code broker:cut@20s+10s}: ten seconds without the broker, 20 seconds after the start.
 *
 * @param target   its name
 * @param at       since the plan began
 * @param duration until it is over; for a killed process, until it is started again
 */
public record PlannedFault(String target, FaultKind kind, Duration at, Duration duration) {

    /** When nothing is said. */
    static final Duration USUAL_DURATION = Duration.ofSeconds(5);

    private static final Pattern FORM = Pattern.compile("([a-z0-9-]+):([a-z]+)@(\\d{1,6})(ms|s|m)(?:\\+(\\d{1,6})(ms|s|m))?");

    /**
     * @param plan faults with commas between them, in any order
     * @throws IllegalArgumentException when a fault is written otherwise; the text says how it is written
     */
    public static List<PlannedFault> plan(String plan) {
        return Arrays.stream(plan.split(",")).map(String::strip).filter(text -> !text.isEmpty()).map(PlannedFault::of).toList();
    }

    private static PlannedFault of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no fault: write target:kind@when+how-long with ms, s or m, such as "
                    + "broker:cut@20s+10s or device:kill@40s");
        }
        return new PlannedFault(form.group(1), FaultKind.of(form.group(2)), duration(form.group(3), form.group(4)),
                form.group(5) == null ? USUAL_DURATION : duration(form.group(5), form.group(6)));
    }

    private static Duration duration(String number, String unit) {
        long value = Long.parseLong(number);
        return switch (unit) {
            case "ms" -> Duration.ofMillis(value);
            case "s" -> Duration.ofSeconds(value);
            default -> Duration.ofMinutes(value);
        };
    }

    @Override
    public String toString() {
        return target + ":" + kind.word() + "@" + at.toMillis() + "ms+" + duration.toMillis() + "ms";
    }
}

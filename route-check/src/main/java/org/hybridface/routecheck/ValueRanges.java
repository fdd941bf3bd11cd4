// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of endpoint options that are of the right type and can yet not be meant; Camel's descriptions know no ranges. */
final class ValueRanges {

    /** @param most inclusive, as the least */
    private record Range(long least, long most, String why) {
    }

    private static final Range QUALITY = new Range(0, 2, "MQTT has 0, 1 and 2");
    private static final Range AT_LEAST_ONE = new Range(1, Integer.MAX_VALUE, "with less, nothing would be received");
    private static final Range NOT_BELOW_ZERO = new Range(0, Integer.MAX_VALUE, "");
    private static final Range TWO_BYTES = new Range(1, 65_535, "");
    private static final Range PERIOD = new Range(0, Long.MAX_VALUE, "which is below 0: the route would run without a pause");

    private static final Map<String, Range> RANGES = Map.of("paho-mqtt5.qos", QUALITY, "paho-mqtt5.willQos", QUALITY, "paho-mqtt5.receiveMaximum", TWO_BYTES,
            "seda.concurrentConsumers", AT_LEAST_ONE, "seda.size", AT_LEAST_ONE, "timer.period", PERIOD, "timer.repeatCount", NOT_BELOW_ZERO, "scheduler.delay", PERIOD, "scheduler.period", PERIOD);
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT");
    private static final Pattern PORT = Pattern.compile("(https?:)?/*[^/:?]*:(?<port>\\d{1,18})(?=[/?]|$)");
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    /** What the kernel shows as files: they have no size and cannot be moved. */
    private static final Pattern OF_THE_KERNEL = Pattern.compile("/(proc|sys|dev(?!/shm))(/.*)?");

    private ValueRanges() {
    }

    /** @param value empty when it is not given */
    static Optional<String> fault(String scheme, String option, String value) {
        Range range = RANGES.get(scheme + "." + option);
        if (range != null && NUMBER.matcher(value).matches() && (Long.parseLong(value) < range.least || Long.parseLong(value) > range.most)) {
            return Optional.of("'" + option + "' is '" + value + "', " + (range == PERIOD ? range.why : "and must be from " + range.least
                    + (range.most == Integer.MAX_VALUE ? "" : " to " + range.most) + (range.why.isEmpty() ? "" : ": " + range.why)));
        }
        if (option.equals("httpMethodRestrict") && !value.contains("{")) {
            return Arrays.stream(value.split(",")).map(String::strip).filter(method -> !method.isEmpty() && !METHODS.contains(method.toUpperCase(Locale.ROOT))).findFirst()
                    .map(method -> "'" + method + "' is no method of HTTP" + Words.didYouMean(method, METHODS));
        }
        return Optional.empty();
    }

    /** MQTT 5, 4.7.1: a wildcard is a whole level, and {@code #} the last; nothing is published to one. */
    static Optional<String> topicFault(String topic, boolean received) {
        if (topic.contains("{")) {
            return Optional.empty();
        }
        List<String> levels = List.of(topic.split("/", -1));
        if (!received) {
            return topic.contains("+") || topic.contains("#") ? Optional.of("nothing can be published to '" + topic + "': + and # are for 'from' only") : Optional.empty();
        }
        boolean fits = levels.stream().allMatch(level -> level.length() < 2 || !level.contains("+") && !level.contains("#")) && (levels.indexOf("#") < 0 || levels.indexOf("#") == levels.size() - 1);
        return fits ? Optional.empty() : Optional.of("'" + topic + "' is no topic of MQTT: + stands for a whole level, # for all that follow, at the end");
    }

    /** A port in an address that there cannot be. */
    static Optional<String> portFault(String address) {
        Matcher port = PORT.matcher(address);
        return port.lookingAt() && Long.parseLong(port.group("port")) > HIGHEST_PORT ? Optional.of("there is no port " + port.group("port") + ": they end at " + HIGHEST_PORT) : Optional.empty();
    }

    /** Why files cannot be received from or written to a place. */
    static Optional<String> folderFault(String folder) {
        if (OF_THE_KERNEL.matcher(folder).matches()) {
            return Optional.of("'" + folder + "' is no folder of files but the kernel's: give another, or read it with a bean");
        }
        try {
            return Files.isRegularFile(Path.of(folder)) ? Optional.of("'" + folder + "' is a file: give its folder, and the file's name as fileName") : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Variables of the owner's own for the function: an edited route reads {@code {{alert.topic}}} from {@code ALERT_TOPIC}.
 *
 * @param values by name
 */
record FunctionVariables(Map<String, String> values) {

    private static final String KEY = "function-environment";

    /** Lambda's are letters, digits and underscores, two at least (API reference, Environment); Camel looks for capitals. */
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]+");

    /** Lambda developer guide, "Reserved environment variables", as far as they do not begin with {@code AWS_LAMBDA} or {@code LAMBDA}. */
    private static final Set<String> RESERVED = Set.of("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV", "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN");

    /** @throws BadSettingException for what is no {@code NAME=value}, or a name that Lambda keeps for itself */
    static FunctionVariables parse(List<String> texts) {
        Map<String, String> values = new TreeMap<>();
        for (String text : texts) {
            String[] parts = text.split("=", 2);
            String name = parts[0].strip();
            Settings.require(parts.length == 2 && NAME.matcher(name).matches(), KEY, "'" + text + "' is no variable", "give NAME=value in capitals, like ALERT_TOPIC=arn:...");
            Settings.require(!RESERVED.contains(name) && !name.startsWith("AWS_LAMBDA") && !name.startsWith("LAMBDA"), KEY, "'" + name + "' is Lambda's own",
                    "give it another name");
            Settings.require(values.put(name, parts[1]) == null, KEY, "'" + name + "' stands there twice", "take one out");
        }
        return new FunctionVariables(values);
    }

    /**
     * All variables of the function.
     *
     * @param stack what the stack sets
     * @throws BadSettingException when one of the owner's is among them
     */
    Map<String, String> with(Map<String, String> stack) {
        values.keySet().forEach(name -> Settings.require(!stack.containsKey(name), KEY, "'" + name + "' is set by the stack", "use the setting of that name, or another name"));
        Map<String, String> all = new TreeMap<>(stack);
        all.putAll(values);
        return all;
    }
}

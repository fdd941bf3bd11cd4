// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * The resource of a statement: {@code *}, or an ARN whose six parts are matched one by one, so that a wildcard in one part does
 * not reach into the next (IAM user guide, "Resource", "Using wildcards in resource ARNs").
 */
final class ArnPattern {

    /** arn : partition : service : region : account : resource; the resource may hold further colons. */
    private static final int PARTS = 6;

    private final String source;
    private final List<Pattern> parts;

    private ArnPattern(String source, List<Pattern> parts) {
        this.source = source;
        this.parts = parts;
    }

    /** @throws UnsupportedPolicyException when it is neither {@code *} nor an ARN of six parts */
    static ArnPattern of(String source) {
        if (source.equals("*")) {
            return new ArnPattern(source, List.of());
        }
        List<String> parts = split(source);
        if (parts.size() != PARTS || !parts.get(0).equals("arn")) {
            throw new UnsupportedPolicyException("'" + source + "' is not an ARN of six parts");
        }
        return new ArnPattern(source, parts.stream().map(Pattern::of).toList());
    }

    boolean matches(String arn, RequestContext context) {
        if (parts.isEmpty()) {
            return true;
        }
        String[] other = arn.split(":", PARTS);
        if (other.length != PARTS) {
            return false;
        }
        for (int i = 0; i < PARTS; i++) {
            if (!parts.get(i).matches(other[i], context)) {
                return false;
            }
        }
        return true;
    }

    /** Splits at colons, but not at those inside a variable such as <code>${iot:Connection.Thing.ThingName}</code>. */
    private static List<String> split(String source) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean inVariable = false;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            inVariable = inVariable ? c != '}' : source.startsWith("${", i);
            if (c == ':' && !inVariable && parts.size() < PARTS - 1) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    @Override
    public String toString() {
        return source;
    }
}

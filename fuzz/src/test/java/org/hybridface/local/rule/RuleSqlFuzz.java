// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rule;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.hybridface.fuzz.Expected;

/** A rule's statement (up to the first line break) and a payload: selected, or refused. */
public final class RuleSqlFuzz {

    private RuleSqlFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        int end = 0;
        while (end < input.length && input[end] != '\n') {
            end++;
        }
        String sql = new String(input, 0, end, StandardCharsets.UTF_8);
        byte[] payload = Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length);
        RuleSql[] rule = new RuleSql[1];
        Expected.only(() -> rule[0] = RuleSql.parse(sql), IllegalArgumentException.class);
        if (rule[0] != null) {
            Expected.only(() -> rule[0].evaluate(payload, new RuleSql.Origin("camera-1", "face_recognition/new", 0)), RuleFailedException.class);
        }
    }
}

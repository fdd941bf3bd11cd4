// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.pulumi.Config;
import com.pulumi.test.internal.PulumiTestInternal;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings as the engine hands them over: a flat map of texts. */
final class SomeSettings {

    static final String FLEET_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private SomeSettings() {
    }

    static Settings defaults() {
        return with();
    }

    /** @param keysAndValues key without the project's name, value as text or JSON, ... */
    static Settings with(String... keysAndValues) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(Settings.PROJECT + ":" + keysAndValues[i], keysAndValues[i + 1]);
        }
        return Settings.from(new Config(
                PulumiTestInternal.config(ImmutableMap.copyOf(values), ImmutableSet.of()), Settings.PROJECT), values.keySet());
    }
}

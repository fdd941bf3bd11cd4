// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonTest {

    @ParameterizedTest
    @CsvSource({
        "Ada, ada",
        "Ada Lovelace, ada-lovelace",
        "José O'Neill, jose-o-neill",
        "--Ada--, ada",
    })
    void aNameGetsAReadableId(String name, String id) {
        assertThat(Person.id(name)).isEqualTo(id);
    }

    @Test
    void aNameInAnotherScriptIsToldByItsHash() {
        assertThat(Person.id("\u5f20\u4f1f")).matches("[0-9a-f]{12}").isNotEqualTo(Person.id("\u738b\u82b3"));
    }
}

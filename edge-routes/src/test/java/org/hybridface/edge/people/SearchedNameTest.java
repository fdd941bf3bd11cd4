// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchedNameTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"Zoë, zoe", "Zoe\u0308, ZOË", "ZOE, zoë", "Łukasz, lukasz", "Søren Ærø, soren aero", "Straße, STRASSE", "Ångström, angstrom", "İpek, ipek", "Işık, isik", "Đorđe, dorde",
        "Ｔａｒｏ, taro", "ﬁona, fiona", "Ἀθηνᾶ, αθηνα", "Ёлка, елка", "雪, 雪", "Ada Lovelace, lovel", "ガラ, ガ", "Þór, thor", "Θωμάσιος, ΘΩΜΑΣ", "Θωμάς, θωμασ", "\"O’Brien\", \"O'Brien\"",
        "Anne‑Marie, anne-marie", "Ada\u00a0Lovelace, ada l"})
    void accentsCapitalsAndFormsOfLettersDoNotMatter(String name, String wanted) {
        assertThat(SearchedName.isIn(name, wanted)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Zoë, zor", "雪, 雨", "Ada, adam", "किरण, करण"})
    void anotherNameIsAnother(String name, String wanted) {
        assertThat(SearchedName.isIn(name, wanted)).isFalse();
    }
}

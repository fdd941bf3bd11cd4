// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.hybridface.local.stack.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleSqlTest {

    private static final RuleSql.Origin ORIGIN = new RuleSql.Origin("camera-1", "face_recognition/new", 1_000);

    private static String evaluate(String sql, String json) throws RuleFailedException {
        byte[] event = RuleSql.parse(sql).evaluate(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), ORIGIN);
        return new String(event, StandardCharsets.UTF_8).replace('"', '\'');
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "SELECT x, clientid() AS thing, topic() AS topic FROM 'a' | {'x':1} | {'x':1,'thing':'camera-1','topic':'face_recognition/new'}",
        "SELECT x, clientid() AS thing FROM 'a' | {'x':1,'thing':'forged','action':'enrol-person','Records':[]} | {'x':1,'thing':'camera-1'}",
        "SELECT x, y FROM 'a' | {'y':{'z':[1,null]}} | {'y':{'z':[1,null]}}",
        // Not in this project's rules: it hands on whatever a device wrote.
        "SELECT * FROM 'a' | {'x':1} | {'x':1}",
        "SELECT clientid() AS thing, * FROM 'a' | {'thing':'forged','action':'x'} | {'thing':'camera-1','action':'x'}",
        "select topic(2) as kind, timestamp() as at from 'a' | {} | {'kind':'new','at':1000}",
        "SELECT topic(9) AS none FROM 'a' | {} | {}",
        "SELECT quality.size AS size, id FROM 'a' | {'id':'User001','quality':{'size':3}} | {'size':3,'id':'User001'}"})
    void aStatementSelectsWhatItSays(String sql, String payload, String event) throws RuleFailedException {
        assertThat(evaluate(sql, payload)).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT * FROM 'a' WHERE x < 1", "SELECT * FROM 'a' WHERE x > 1 AND y > 1", "SELECT upper(x) FROM 'a'", "SELECT x + 1 FROM 'a'", "DELETE FROM 'a'", ""})
    void whatItDoesNotKnowItRefusesAtTheStart(String sql) {
        assertThatThrownBy(() -> RuleSql.parse(sql)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(sql);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "SELECT x FROM 'a' | {} | true",
        "SELECT x FROM 'a' WHERE state.reported.applied.version > 0 | {'state':{'reported':{'applied':{'version':1}}}} | true",
        "SELECT x FROM 'a' WHERE state.reported.applied.version > 0 | {'state':{'reported':{'applied':{'version':0}}}} | false",
        "SELECT x FROM 'a' WHERE state.reported.applied.version > 0 | {'state':{'desired':{'faces':{}}}} | false",
        "SELECT x FROM 'a' WHERE v > 7 | {'v':'8'} | false"})
    void aConditionThatDoesNotHoldLeavesTheMessage(String sql, String payload, boolean taken) throws RuleFailedException {
        assertThat(RuleSql.parse(sql).selects(payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8), ORIGIN)).isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "[1]", "7", ""})
    void aPayloadThatIsNoObjectFailsTheRule(String payload) {
        assertThatThrownBy(() -> evaluate("SELECT uuid, clientid() AS thing FROM 'a'", payload)).isInstanceOf(RuleFailedException.class)
                .hasMessageContaining("face_recognition/new").hasMessageContaining("camera-1");
    }

    @Test
    void theStacksRulesAreUnderstoodAndNameWhatTheyHandOn() {
        assertThat(Stack.packed().rules()).extracting(Stack.Rule::sql).allSatisfy(sql -> assertThat(sql).doesNotContain("*"));
        assertThat(Stack.packed().rules()).extracting(rule -> RuleSql.parse(rule.sql()).topicFilter())
                .containsExactlyInAnyOrder("face_recognition/new", "face_recognition/name", "face_recognition/correct", "face_recognition/seen",
                        "face_recognition/erase", "face_recognition/erased",
                        "$aws/things/+/shadow/name/faces/update/accepted");
    }
}

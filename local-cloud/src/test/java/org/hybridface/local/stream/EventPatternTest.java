// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.hybridface.local.stack.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventPatternTest {

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{} | {'a':1} | true",
        "{'a':[1,2]} | {'a':2} | true",
        "{'a':[1,2]} | {'a':3} | false",
        "{'a':[{'exists':true}]} | {'a':null} | true",
        "{'a':[{'exists':true}]} | {} | false",
        "{'a':[{'exists':false}]} | {} | true",
        "{'a':{'b':['x']},'c':['y']} | {'a':{'b':'x'},'c':'y'} | true",
        "{'a':{'b':['x']},'c':['y']} | {'a':{'b':'x'}} | false",
        "{'a':[{'prefix':'event#'}]} | {'a':'event#1'} | true",
        "{'a':[{'anything-but':['x','y']}]} | {'a':'z'} | true",
        "{'a':[{'anything-but':['x','y']}]} | {'a':'x'} | false"})
    void aPatternMatchesWhatTheGuideSays(String pattern, String event, boolean matches) throws IOException {
        assertThat(new EventPattern(json(pattern)).matches(json(event))).isEqualTo(matches);
    }

    @Test
    void anUnknownOperatorIsRefused() {
        assertThatThrownBy(() -> new EventPattern(json("{'a':[{'numeric':['>',1]}]}"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("numeric");
    }

    @Test
    void theStacksFilterPassesANameThatChangedANewFaceWithANameAndOneThatWasCorrected() throws IOException {
        List<EventPattern> filters = Stack.packed().stream().filters().stream().map(EventPattern::new).toList();
        String image = "{'id':{'S':'face'},'personId':{'S':'person'},'name':{'S':'Ada'}}";
        String unnamed = "{'id':{'S':'face'},'personId':{'S':'person'}}";
        assertThat(passes(filters, "{'dynamodb':{'OldImage':" + unnamed + ",'NewImage':" + image + "}}")).isTrue();
        assertThat(passes(filters, "{'dynamodb':{'NewImage':" + image + "}}")).as("it joins its person").isTrue();
        assertThat(passes(filters, "{'dynamodb':{'NewImage':" + unnamed + "}}")).as("a stranger").isFalse();
        String corrected = "{'id':{'S':'face'},'personId':{'S':'person'},'corrected':{'S':'correction'}}";
        assertThat(passes(filters, "{'dynamodb':{'OldImage':" + unnamed + ",'NewImage':" + corrected + "}}")).isTrue();
    }

    @Test
    void theStacksFilterPassesEachFaceThatIsGoneAndNoSightingOfOneWithoutAName() throws IOException {
        List<EventPattern> filters = Stack.packed().stream().filters().stream().map(EventPattern::new).toList();
        String unnamed = "{'id':{'S':'face'},'personId':{'S':'person'}}";
        assertThat(passes(filters, "{'dynamodb':{'OldImage':" + unnamed + "}}")).as("expired, or deleted by hand").isTrue();
        assertThat(passes(filters, "{'dynamodb':{'OldImage':" + unnamed + ",'NewImage':" + unnamed + "}}")).as("seen again").isFalse();
        assertThat(passes(filters, "{'dynamodb':{'OldImage':{'id':{'S':'event#1'}}}}")).as("an event that expired").isFalse();
    }

    @Test
    void onlyAStackThatMatchesUsersPassesPersons() throws IOException {
        String person = "{'dynamodb':{'Keys':{'id':{'S':'person#1'}},'NewImage':{'id':{'S':'person#1'},'faces':{'SS':['face']},'name':{'S':'Ada'}}}}";
        assertThat(passes(Stack.packed().stream().filters().stream().map(EventPattern::new).toList(), person)).isFalse();
        List<EventPattern> users = Stack.matchingBy("users").stream().filters().stream().map(EventPattern::new).toList();
        assertThat(passes(users, person)).isTrue();
        assertThat(passes(users, "{'dynamodb':{'Keys':{'id':{'S':'event#1'}},'NewImage':{'id':{'S':'event#1'}}}}")).isFalse();
    }

    private static boolean passes(List<EventPattern> filters, String record) throws IOException {
        JsonNode event = json(record);
        return filters.stream().anyMatch(filter -> filter.matches(event));
    }
}

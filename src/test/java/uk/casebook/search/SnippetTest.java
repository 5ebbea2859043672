package uk.casebook.search;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SnippetTest {

  @Test
  void marksWhatWasFound() {
    assertThat(Snippet.html("a " + Snippet.START + "carer" + Snippet.STOP + "'s break"))
        .isEqualTo("a <mark>carer</mark>&#39;s break");
  }

  @Test
  void standsOnOneLine() {
    assertThat(Snippet.html(" First.\n\n  Second. ")).isEqualTo("First. Second.");
  }

  @Property
  void leavesNoMarkupOfTheTextItself(@ForAll String headline) {
    assertThat(Snippet.html(headline).replace("<mark>", "").replace("</mark>", ""))
        .doesNotContain("<", ">", "\"", "'")
        .doesNotContainPattern("&(?!amp;|lt;|gt;|quot;|#39;)");
  }
}

"""The order of children that the schema wants, and elements put in their places.

Source: ECMA-376 Part 1, 17.3.1.26 (pPr), 17.3.2.28 (rPr), 17.6.17 (sectPr), 17.15.1.78 (settings).
"""

from __future__ import annotations

from notice_kit.ooxml.wml import Element, qualified

PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr "
    "shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
    "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
    "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr "
    "sectPr pPrChange"
)
RUN = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
    "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
)
SECTION = (
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
    "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
    "docGrid printerSettings sectPrChange"
)
STYLE = (
    "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
    "qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
)
NOTES = "pos numFmt numStart numRestart footnote endnote"
SETTINGS = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime "
    "doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText "
    "printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts "
    "saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader "
    "bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors "
    "activeWritingStyle proofState formsDesign attachedTemplate linkStyles stylePaneFormatFilter "
    "stylePaneSortMethod documentType mailMerge revisionView trackRevisions doNotTrackMoves "
    "doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme styleLockQFSet "
    "defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps "
    "showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders "
    "bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing "
    "drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
    "doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin "
    "doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne "
    "strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture "
    "doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText "
    "doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags "
    "alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars "
    "rsids mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats "
    "doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType "
    "schemaLibrary shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator"
)


def _ranks(order: str) -> dict[str, int]:
    return {name: rank for rank, name in enumerate(order.split())}


_RANKS = {
    "pPr": _ranks(PARAGRAPH),
    "rPr": _ranks(RUN),
    "sectPr": _ranks(SECTION),
    "style": _ranks(STYLE),
    "footnotePr": _ranks(NOTES),
    "endnotePr": _ranks(NOTES),
    "settings": _ranks(SETTINGS),
}


def put(parent: Element, child: Element) -> Element:
    """The child, put into its place in the parent; it replaces one of its kind.

    Args:
        parent: a `pPr`, `rPr`, `sectPr`, `style`, `settings`, `footnotePr` or `endnotePr`.
        child: of the namespace w.
    """
    ranks = _RANKS[_local(parent)]
    rank = ranks[_local(child)]
    for old in parent.findall(child.tag):
        parent.remove(old)
    for index, sibling in enumerate(parent):
        if isinstance(sibling.tag, str) and ranks.get(_local(sibling), len(ranks)) > rank:
            parent.insert(index, child)
            return child
    parent.append(child)
    return child


def properties(element: Element, name: str = "pPr") -> Element:
    """The properties of a paragraph, run or style, made where there are none."""
    found = element.find(qualified(name))
    if found is not None:
        return found
    made = element.makeelement(qualified(name))
    if _local(element) == "style":
        return put(element, made)
    element.insert(0, made)
    return made


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]

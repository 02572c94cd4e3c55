<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:fox="http://xmlgraphics.apache.org/fop/extensions">
  <xsl:param name="language"/>
  <xsl:param name="title"/>
  <xsl:param name="families"/>
  <xsl:param name="bold"/>

  <xsl:template match="/article">
    <fo:root xml:lang="{$language}" font-family="{$families}" font-size="10.5pt" line-height="1.5" color="#1f2933">
      <fo:layout-master-set>
        <fo:simple-page-master master-name="page" page-width="210mm" page-height="297mm"
            margin-top="20mm" margin-bottom="12mm" margin-left="25mm" margin-right="20mm">
          <fo:region-body margin-bottom="14mm"/>
          <fo:region-after extent="8mm"/>
        </fo:simple-page-master>
      </fo:layout-master-set>
      <fo:declarations>
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
          <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
              <!-- Told here alone: one that FOP is told besides takes its place as plain text, which a title must not be. -->
              <dc:title>
                <rdf:Alt>
                  <rdf:li xml:lang="x-default"><xsl:value-of select="$title"/></rdf:li>
                </rdf:Alt>
              </dc:title>
              <dc:language><xsl:value-of select="$language"/></dc:language>
            </rdf:Description>
          </rdf:RDF>
        </x:xmpmeta>
      </fo:declarations>
      <xsl:if test="//h2">
        <fo:bookmark-tree>
          <xsl:for-each select="//h1 | //h2">
            <fo:bookmark>
              <xsl:attribute name="internal-destination"><xsl:call-template name="id"/></xsl:attribute>
              <fo:bookmark-title><xsl:value-of select="normalize-space(.)"/></fo:bookmark-title>
            </fo:bookmark>
          </xsl:for-each>
        </fo:bookmark-tree>
      </xsl:if>
      <fo:page-sequence master-reference="page" id="all">
        <fo:static-content flow-name="xsl-region-after" role="artifact">
          <fo:block font-size="8pt" color="#52606d" text-align="end">
            <xsl:value-of select="$title"/>
            <xsl:text> · </xsl:text>
            <fo:page-number/>
            <xsl:text> / </xsl:text>
            <fo:page-number-citation-last ref-id="all"/>
          </fo:block>
        </fo:static-content>
        <fo:flow flow-name="xsl-region-body">
          <fo:block><xsl:apply-templates/></fo:block>
        </fo:flow>
      </fo:page-sequence>
    </fo:root>
  </xsl:template>

  <xsl:template name="id">
    <xsl:text>h</xsl:text>
    <xsl:value-of select="count(preceding::h1) + count(preceding::h2)"/>
  </xsl:template>

  <xsl:template name="language">
    <xsl:if test="@lang"><xsl:attribute name="xml:lang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if>
  </xsl:template>

  <xsl:template match="section | div">
    <fo:block><xsl:call-template name="language"/><xsl:apply-templates/></fo:block>
  </xsl:template>

  <xsl:template match="h1">
    <fo:block role="H1" font-family="{$bold}" font-size="17pt" line-height="1.3" space-before="5mm" space-after="5mm" keep-with-next.within-page="always">
      <xsl:attribute name="id"><xsl:call-template name="id"/></xsl:attribute>
      <xsl:call-template name="language"/><xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <xsl:template match="h2">
    <fo:block role="H2" font-family="{$bold}" font-size="13pt" line-height="1.3" space-before="6mm" space-after="2mm" keep-with-next.within-page="always">
      <xsl:attribute name="id"><xsl:call-template name="id"/></xsl:attribute>
      <xsl:call-template name="language"/><xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <xsl:template match="h3">
    <fo:block role="H3" font-family="{$bold}" space-before="4mm" space-after="1mm" keep-with-next.within-page="always">
      <xsl:call-template name="language"/><xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <xsl:template match="p">
    <fo:block space-after="3mm" orphans="2" widows="2"><xsl:call-template name="language"/><xsl:apply-templates/></fo:block>
  </xsl:template>

  <xsl:template match="br"><fo:block/></xsl:template>

  <xsl:template match="img">
    <fo:external-graphic src="url('{@src}')" fox:alt-text="{@alt}" height="12mm" content-height="scale-to-fit" content-width="scale-to-fit" width="60mm" scaling="uniform" text-align="start"/>
  </xsl:template>

  <xsl:template match="svg">
    <fo:block space-after="3mm" keep-together.within-page="always">
      <fo:instream-foreign-object width="100%" content-width="scale-to-fit" content-height="scale-to-fit" scaling="uniform" fox:alt-text="{@aria-label}">
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="{@viewBox}" width="{@width}" height="{@height}" font-family="{$families}">
          <xsl:apply-templates mode="drawing"/>
        </svg>
      </fo:instream-foreign-object>
    </fo:block>
  </xsl:template>

  <xsl:template match="path | text" mode="drawing">
    <xsl:element name="{name()}" namespace="http://www.w3.org/2000/svg">
      <xsl:copy-of select="@*[name() != 'class']"/>
      <xsl:value-of select="."/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="strong">
    <fo:inline font-family="{$bold}"><xsl:apply-templates/></fo:inline>
  </xsl:template>

  <xsl:template match="span">
    <fo:inline><xsl:call-template name="language"/><xsl:apply-templates/></fo:inline>
  </xsl:template>

  <xsl:template match="a">
    <fo:basic-link external-destination="url('{@href}')" color="#0b5cad" fox:alt-text="{normalize-space(.)}"><xsl:apply-templates/></fo:basic-link>
  </xsl:template>

  <xsl:template match="ul | ol">
    <fo:list-block provisional-distance-between-starts="6mm" provisional-label-separation="2mm" space-after="3mm">
      <xsl:apply-templates select="li"/>
    </fo:list-block>
  </xsl:template>

  <xsl:template match="li">
    <fo:list-item space-after="1mm">
      <fo:list-item-label end-indent="label-end()">
        <fo:block>
          <xsl:choose>
            <xsl:when test="parent::ol"><xsl:value-of select="count(preceding-sibling::li) + 1"/><xsl:text>.</xsl:text></xsl:when>
            <xsl:otherwise>–</xsl:otherwise>
          </xsl:choose>
        </fo:block>
      </fo:list-item-label>
      <fo:list-item-body start-indent="body-start()">
        <fo:block><xsl:call-template name="language"/><xsl:apply-templates/></fo:block>
      </fo:list-item-body>
    </fo:list-item>
  </xsl:template>

  <xsl:template match="table">
    <fo:table table-layout="fixed" width="100%" space-after="4mm" border-collapse="collapse" font-size="9.5pt">
      <xsl:variable name="isNamed" select="boolean(tbody/tr/th)"/>
      <xsl:for-each select="thead/tr[1]/th">
        <fo:table-column column-width="proportional-column-width({@share})">
          <xsl:if test="position() = 1 and $isNamed"><xsl:attribute name="fox:header">true</xsl:attribute></xsl:if>
        </fo:table-column>
      </xsl:for-each>
      <xsl:apply-templates select="thead"/>
      <xsl:apply-templates select="tbody"/>
    </fo:table>
  </xsl:template>

  <xsl:template match="thead"><fo:table-header><xsl:apply-templates select="tr"/></fo:table-header></xsl:template>
  <xsl:template match="tbody"><fo:table-body><xsl:apply-templates select="tr"/></fo:table-body></xsl:template>
  <xsl:template match="tr"><fo:table-row keep-together.within-page="auto"><xsl:apply-templates select="th | td"/></fo:table-row></xsl:template>

  <xsl:template name="side">
    <xsl:if test="@class = 'number'"><xsl:attribute name="text-align">end</xsl:attribute></xsl:if>
  </xsl:template>

  <xsl:template match="tbody/tr/th">
    <fo:table-cell padding="1.2mm 1mm" border-bottom="0.25pt solid #cbd2d9" role="TH">
      <fo:block><xsl:call-template name="language"/><xsl:apply-templates/></fo:block>
    </fo:table-cell>
  </xsl:template>

  <xsl:template match="th">
    <fo:table-cell padding="1.2mm 1mm" border-bottom="0.5pt solid #9aa5b1" role="TH">
      <fo:block font-family="{$bold}"><xsl:call-template name="side"/><xsl:call-template name="language"/><xsl:apply-templates/></fo:block>
    </fo:table-cell>
  </xsl:template>

  <xsl:template match="td">
    <fo:table-cell padding="1.2mm 1mm" border-bottom="0.25pt solid #cbd2d9">
      <fo:block><xsl:call-template name="side"/><xsl:call-template name="language"/><xsl:apply-templates/></fo:block>
    </fo:table-cell>
  </xsl:template>
</xsl:stylesheet>

"""Invents the county 青禾县 of the worked example and writes it to data/units.yaml.

The county is made up: its places, people, numbers and deeds. What matters to the example (who is
put forward, what each candidate lacks, how the assessed ones score) is written out in the tables
below; the rest is drawn at random from a fixed seed, so that every run gives the same file.

    python tools/invent_county.py            writes data/units.yaml
    python tools/invent_county.py --check    exits 1 if data/units.yaml is not what it would write
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import NamedTuple, TypeAlias

import yaml

TARGET = Path(__file__).resolve().parent.parent / "data" / "units.yaml"
SEED = 2026
HEADER = """\
# 名册：青禾县及其单位、党组织、人名、号码均属虚构。内容与 units.xlsx 相同，
# campaign.yaml 的 data 一栏决定读哪一个。
"""

Value: TypeAlias = str | int | Decimal | date | None
Row: TypeAlias = dict[str, Value]


class Quoted(str):
    """Text that is written in quotation marks, so that no reader takes it for a number."""


# --- Units -------------------------------------------------------------------------------------


class Unit(NamedTuple):
    """A unit; `street` is where its own offices are, for units that sit in the county town."""

    code: str
    name: str
    short_name: str
    kind: str
    quota: int
    street: str = ""


DEADLINE = date(2026, 7, 20)
LIAISONS = [
    ("沈雨桐", "0599-60000218"),
    ("陆明轩", "0599-60000219"),
    ("何静宜", "0599-60000220"),
    ("郑书恒", "0599-60000221"),
]


def _town(code: str, place: str, quota: int = 1) -> Unit:
    return Unit(code, f"中共青禾县{place}委员会", f"{place}党委", "镇党委", quota)


def _direct(code: str, place: str, quota: int, street: str) -> Unit:
    return Unit(code, f"中共青禾县{place}委员会", f"县{place}党委", "直属党委", quota, street)


def _direct_general(code: str, place: str, street: str) -> Unit:
    return Unit(code, f"中共青禾县{place}总支部委员会", f"县{place}党总支", "直属党总支", 1, street)


UNITS = [
    _town("T01", "柳溪镇", 2),
    _town("T02", "石桥镇", 2),
    _town("T03", "云岭镇"),
    _town("T04", "白沙镇"),
    _town("T05", "枫林镇"),
    _town("T06", "龙潭镇"),
    _town("T07", "梅坞镇"),
    _town("T08", "双河镇"),
    _town("T09", "竹山镇"),
    _town("T10", "清湖镇"),
    _town("T11", "安平镇"),
    _town("T12", "大塘镇"),
    Unit("K01", "中共青禾县经济开发区工作委员会", "经济开发区党工委", "开发区党委", 2),
    _direct("D01", "教育局", 2, "文昌路26号"),
    _direct("D02", "卫生健康局", 2, "康宁路58号"),
    _direct("D03", "住房和城乡建设局", 1, "建设路103号"),
    _direct("D04", "公安局", 2, "人民路77号"),
    _direct("D05", "供电公司", 1, "明珠路9号"),
    _direct("D06", "人民医院", 1, "康宁路120号"),
    _direct("D07", "市场监督管理局", 2, "人民路45号"),
    _direct_general("D08", "融媒体中心", "文昌路8号"),
    _direct_general("D09", "图书馆", "文昌路15号"),
    _direct_general("D10", "气象局", "观景路1号"),
]

# --- Branches ----------------------------------------------------------------------------------


class Seed(NamedTuple):
    """What is written by hand about a branch; the code tells its kind, the name its form."""

    code: str
    unit: str
    name: str
    founded: date
    candidate: bool
    story: str

    @property
    def kind(self) -> str:
        """农村, 社区, 机关 or 非公企业."""
        return KINDS[self.code[0]]

    @property
    def is_general(self) -> bool:
        """Whether it is a 党总支."""
        return self.name.endswith("党总支")


KINDS = {"V": "农村", "C": "社区", "G": "机关", "E": "非公企业"}


#: Under the code of a unit its branches: * put forward, - not; code, founded, name; the story.
BRANCHES = """
T01
* V01 1956-04-12 柳溪镇杏花村党总支
    把党组织建在产业链上，领办杏果专业合作社，流转山地三百二十亩，统一供苗、统一技术、统一销售，
    鲜果和杏脯卖到省城。合作社每年提取一成收益补贴村里老人食堂，七十岁以上老人每餐只付三元。村口
    旧粮仓改成乡情馆，党员轮流讲村史，成为全镇新党员的第一课。
- V02 1958-09-03 柳溪镇上陂村党支部
    牵头修复灌溉水渠一千二百米，下游四百亩水田不再等天落雨。
* C01 2004-05-18 柳溪镇滨水社区党支部
    针对老旧小区多、停车难、电线乱的状况，发动居民当“楼栋当家人”，一栋一策商定改造方案，两年完成
    十一栋楼的管线整治，新增车位一百四十个。沿河步道建起“红邻驿站”，白天老人歇脚、晚上孩子读书，
    由党员值班开门，居民有事先到驿站说一说，成了习惯。
T02
* V03 1957-02-20 石桥镇下湖村党总支
    利用千亩湖荡发展稻虾共作，由党总支出面与客商谈价，村集体经营性收入三年翻了一番。把群众最在意
    的分红、用工、招标三件事全程晒在公开栏和村民微信群里，接受质询。二十三户低收入家庭分别由党员
    带着学养殖，已全部有了稳定收入。
- V04 1961-06-15 石桥镇马坪村党支部
    整治闲置宅基地十七处，建成村民小广场和篮球场各一处。
* C02 2002-11-06 石桥镇南街社区党支部
    南街是百年老街，商铺密集、人来人往。支部把沿街商户分成六个“街长制”小组，党员商户带头承诺明码
    实价、不占道、不油污直排，带动一百八十多家店铺签下街规。火灾隐患排查做到一店一档，连续四年未
    发生较大火情，老街夜市成为全镇消费的热闹去处。
- E01 2012-03-28 石桥镇金穗米业有限公司党支部
    与种粮大户签订订单三千亩，党员技术员到田头指导育秧。
T03
* V05 1959-08-01 云岭镇茶坑村党支部
    八百亩高山茶园曾因分散经营卖不上价，支部请来农技专家，组织党员先行改种新品种、改用绿色防控，
    见了效再带群众跟进，茶青均价提高四成。建起公共制茶车间，村民加工费降了一半。春茶旺季开设“采
    茶议事桌”，矛盾在茶山上说、在茶山上解。
- V06 1963-10-11 云岭镇后坞村党支部
    山路弯急，支部组织安装护栏和凸面镜，三年无交通亡人事故。
- C03 2009-07-22 云岭镇云峰社区党支部
    为搬迁进镇的山区群众代办入学、就医等手续，做到一次说清。
T04
* V07 2022-03-18 白沙镇江口村党支部
    由两个沿江自然村合并成立，成立之初人心不齐、账目不清。支部用半年时间逐户走访，公开清理旧账，
    把两村的码头、滩地合在一起经营，建成江鲜交易点，村民不出村就能把鱼虾卖出好价钱。禁渔期党员带
    头上交网具，带动四十六户渔民转产从事观光和餐饮。
- V08 1960-12-05 白沙镇洲尾村党支部
    汛期吃住在堤上，连续两年保住圩堤，早稻没有因水绝收。
- C04 2006-04-30 白沙镇码头社区党支部
    建立船员家庭联络册，船员出航时家中难事由党员代办。
T05
- V09 1958-03-09 枫林镇红石村党支部
    采石场关停后带领群众复绿矿山九十亩，改种油茶和黄桃。
- V10 1964-05-27 枫林镇岭脚村党支部
    办起农家书屋和小学生放学后看护点，家长放心外出务工。
* E02 2014-06-26 枫林镇山野竹业有限公司党支部
    企业以竹制餐具出口为主，支部把“党员攻关组”设在工艺车间，先后解决防霉、染色等七项难题，产品一
    次合格率由九成一提高到九成八。推行“竹农联结计划”，与周边六个村签订保底收购协议，市场低迷时不
    压价、不拖款，竹农年均增收五千余元。
T06
- V11 1957-07-19 龙潭镇石马村党支部
    引进社会资金修缮古民居五栋，村民在家门口开起民宿。
- V12 1955-11-30 龙潭镇溪边村党总支
    推行垃圾分类积分兑换，家家门前有花有序，客人愿意多住。
* C05 2011-01-15 龙潭镇新园社区党支部
    社区由三个拆迁安置小区组成，外来人口占六成。支部组建“老乡帮老乡”调解队，按籍贯、行业分组上门，
    租房、工资、子女入学等纠纷大都在社区化解。引导流动党员亮明身份，在快递站点和菜市场设服务岗，
    安置房漏水等遗留问题逐项销号，居民来信来访量降了七成。
T07
* V13 1962-02-14 梅坞镇前山村党支部
    围绕“一座山养一村人”做文章，党员带头退掉陡坡耕地，改种香榧和中药材一千一百亩，林下套养土鸡，
    注册村集体商标，网上销售额去年过三百万元。立下“红白事不过三桌菜”的村规，由党员和乡贤组成理事
    会上门操办，村民人情支出少了一半以上。
- V14 1966-09-21 梅坞镇外垄村党支部
    请回在外能人牵头种植食用菌，村里添了六十个就业岗位。
T08
* V15 1958-10-08 双河镇三江口村党支部
    地处两水交汇处，十年九涝。支部争取项目加固堤防两公里，整理低洼田五百亩，改种莲藕和茭白，涝地
    变成了聚宝盆。组织青壮年党员成立水上救护队，自备船只和器材，先后救起落水群众九人。对外出务工
    家庭的老人实行早晚“看一眼、问一声”，从未间断。
- V16 1965-04-04 双河镇金鸡村党支部
    建成蛋鸡标准化养殖小区，粪污集中处理，臭味没有了。
- C06 2008-08-08 双河镇桥头社区党支部
    争取资金改造雨污管网，低洼处的二十三户不再进水。
T09
* V17 1960-01-26 竹山镇高田村党支部
    海拔七百米的小山村，缺水少路。支部发动群众投工投劳，先后打通三条机耕路、建成两座蓄水池，六百
    亩梯田重新耕种，种出的高山稻米供不应求。保留水碓、打铁等老手艺，由老党员带徒传艺，办起乡村体
    验课堂，每年接待学生三千多人次。
- V18 1967-03-31 竹山镇坪上村党支部
    把空置校舍改成养老互助点，十九位老人白天有人照应。
- E03 2016-10-20 竹山镇翠谷食品有限公司党支部
    党员带头试制低糖笋干新品，带动收购鲜笋两千吨。
T10
- V19 1959-05-16 清湖镇柿园村党支部
    开展庭院整治评比，一百一十户庭院达到洁净标准。
- V20 1968-11-02 清湖镇罗汉村党支部
    协调解决多年未决的山界争议三宗，双方握手言和。
* C07 2007-09-12 清湖镇湖滨社区党支部
    依湖而建，旅游旺季日均接待游客上万人。支部牵头成立“湖滨联盟”，把景区、派出所、民宿、环卫站拢
    到一张桌上，旺季每晚碰头、当晚处置。党员认领湖岸三公里，清晨捡拾垃圾、傍晚劝导文明垂钓，湖水
    常年保持二类水质。居民经营民宿有难处，手续由支部陪办。
T11
* V21 1954-12-10 安平镇东郭村党总支
    紧邻镇区，土地征收多、利益纠葛多。党总支坚持大事先过党员大会和村民代表会，七年征地一千零六十
    亩无一起上访。用征地留用地建成标准厂房，村民按股分红，去年每股分得四千二百元。设立“乡音调解
    室”，由退休干部和老党员坐班，家长里短、合同纠纷都能找到说理的地方。
- V22 1969-06-06 安平镇北坡村党支部
    推广坡地种薯，统一提供种薯和销路，亩均增收八百元。
T12
* V23 1961-09-17 大塘镇联丰村党支部
    以一口三百亩的山塘闻名，支部定下“管水先管人”的规矩，党员轮流当管水员，旱季用水先远后近、先弱
    后强，二十年没有争水纠纷。组织土地托管合作社，耕种防收一条龙，七成外出家庭把田交给村里种，既
    不撂荒又有收益，村集体每年增加收入三十余万元。
- V24 1970-02-25 大塘镇石榴村党支部
    硬化入户道路四公里，安装路灯九十六盏，夜里出门不再摸黑。
- C08 2010-10-10 大塘镇塘坊社区党支部
    开办零工驿站，每天清晨为零散务工人员发布用工信息。
K01
- C09 2013-04-23 经济开发区新城社区党总支
    在人才公寓设立一站式服务点，新来职工当天办好入住手续。
- C10 2018-05-30 经济开发区科创社区党支部
    组织小区业主议定电动车充电棚选址，飞线充电基本绝迹。
* E04 2021-12-31 经济开发区恒润纺织有限公司党支部
    支部书记进入公司经营层，党组织意见写入公司章程。车间设“党员机台”四十六台，质量指标公开上墙比
    武，带动全厂万米布疵点下降三成。针对外来女工多的特点，办起暑期小候鸟班和夜校，三年有一百二十
    名职工取得技能等级证书，骨干职工流失率降到百分之五以内。
* E05 2015-07-01 经济开发区明达机电有限公司党支部
    公司生产小型水泵和电机，支部把党员编入研发、装配、售后三个小组，承担新产品试制任务，两年取得
    专利十一项，其中节能水泵已列入省级推广目录。企业订单波动时，支部出面与职工商量轮岗不减员，稳
    住了三百多人的饭碗，去年还拿出利润设立职工大病互助金。
- E06 2017-03-15 经济开发区远航物流有限公司党总支
    把服务站建在货车司机休息区，热水、药箱、法律咨询都备齐。
- E07 2019-11-18 经济开发区佳禾包装有限公司党支部
    改用水性油墨，车间异味明显减轻，通过绿色工厂验收。
D01
* G01 1988-09-10 县教育局机关党总支
    把机关干部分成八个组，每组联系两所薄弱学校，一学期驻校不少于十天，听课、备课、吃食堂，现场解
    决师资调配、食堂安全、校车线路等问题六十余件。牵头推行城乡学校“同备一堂课”，乡村学校开齐开足
    音体美课程，义务教育学生回流率连续三年上升，入学报名实现最多跑一次。
* G02 1979-03-05 县第一中学党总支
    实施“双培养”工程，把骨干教师培养成党员、把党员教师培养成学科带头人，近五年有十四名教师获市级
    以上荣誉。党员教师每人帮扶三名学习或生活有困难的学生，做到有档案、有谈话、有家访。心理辅导站
    全年开放，由党员班主任轮值，家长满意率逐年提高。
D02
* G03 1996-06-18 县卫生健康局机关党支部
    推动三级医疗资源下沉，机关党员牵头组建医共体协调专班，统一药品目录、统一检验互认，群众在镇里
    就能看上专家号，县域内就诊率提高到九成。组织巡回医疗车走遍所有行政村，为行动不便的老人上门体
    检建档，高血压、糖尿病规范管理率居全市前列。
* G04 2003-10-22 县疾病预防控制中心党支部
    以“早一小时发现、早一小时处置”为要求，党员流调队全天候待命，三年规范处置突发公共卫生事件二十
    一起。实验室党员主动承担新项目认证，检测能力由八十项扩大到一百三十项。编写通俗易懂的健康口袋
    书，送进学校、工地和集市，群众看得懂、用得上。
D03
- G05 1994-02-08 县住房和城乡建设局机关党支部
    老旧小区改造坚持方案先公示、后施工，住户提出的意见采纳过半。
* E08 2009-12-01 永固建筑工程有限公司党支部
    把党旗插在项目一线，工期在半年以上的工地都设临时党小组，党员项目经理公开承诺质量、安全、工资
    三件事，连续六年没有拖欠农民工工资。承建的安置房工程提前四十天交付，获市级优质工程。建起工地
    夜校，手把手教新工友识图、放线和急救，一百五十余人考取上岗证书。
D04
* G06 1985-07-01 县公安局机关党总支
    坚持把支部建在专班上，反诈专班党员昼夜值守，去年拦截涉诈资金一千三百余万元，返还群众损失四百
    多万元。户籍、出入境、车驾管业务集中一窗受理，推出午间不打烊和预约上门，办件时间平均缩短一半。
    机关民警定期到所队顶岗，把警力和精力都用在群众身边。
* G07 1998-04-15 县交通警察大队党支部
    围绕“降事故、保畅通”，党员中队长包路段、包学校、包企业，改造事故多发点段十九处，亡人事故连续
    三年下降。早晚高峰在校门口设护学岗，风雨无阻。把事故快处中心搬到保险公司门口，当事人半小时内
    可办完定责和理赔，群众少跑腿、少堵心。
D05
* G08 1991-05-04 县供电公司本部党支部
    组建党员抢修突击队，做到抢修不过夜，强台风过境后三十六小时恢复全部供电。主动对接产业项目，提
    前布设变电容量，企业接电时间由四十天压缩到十五天。对孤寡老人和低保家庭开展线路义务检修，更换
    老化电线、安装漏电保护器，已惠及七百余户。
- G09 2005-09-09 县供电公司营销服务党支部
    设立用电服务联络点，故障报修平均二十八分钟到场。
D06
* G10 2001-08-19 县人民医院内科党支部
    科室把党员业务骨干放在最难的岗位，胸痛、卒中两个救治中心先后通过国家认证，溶栓时间缩短到三十
    分钟以内。推行床边谈心，医生每日至少两次到病床前讲病情、讲费用，医患纠纷逐年减少。党员医生利
    用周末下乡坐诊带教，帮助乡镇卫生院开设慢病门诊六个。
- G11 2001-08-19 县人民医院外科党支部
    开展日间手术，患者平均住院日缩短两天，费用有所下降。
D07
* G12 1993-11-25 县市场监督管理局机关党支部
    把党员执法骨干编入食品、药品、特种设备、价格四个专项组，集中整治校园周边食品和缺斤短两，去年
    查办案件一百零三件，曝光典型案例二十件。企业开办一日办结，首违轻罚、柔性监管一年减免罚款六十
    万元。农贸市场设公平秤和快检室，结果当天上屏。
* E09 2013-07-08 惠民连锁超市有限公司党支部
    二十六家门店都设党员示范柜和消费维权岗，承诺七日无理由退货，投诉当天回应。疫情和雨雪天气期间
    平价保供，粮油蔬菜一分不涨。与六十多户菜农签订直采协议，减少中间环节，菜价低于市场一成。优先
    招用残疾人和失业人员，占职工总数近一成五。
- E10 2015-04-16 康乐医药连锁有限公司党支部
    为慢病患者建立用药台账，药师党员定期电话随访。
D08
* G13 2006-01-20 县融媒体中心采编党支部
    记者党员坚持脚下有泥，每年在基层驻点采访不少于六十天，开设“田埂上的支部”专栏，推出先进典型报
    道一百八十余篇，其中十二篇被省级媒体转发。开办问政节目，群众反映的三百一十件问题全部交办回访。
    带教村级通讯员四十名，让乡亲们的好故事自己会讲。
- G14 2006-01-20 县融媒体中心技术党支部
    自主开发移动客户端，群众办事指南点击即可查阅。
D09
* G15 1999-12-03 县图书馆读者服务党支部
    延长开放时间到晚上九点，节假日不闭馆，年接待读者三十八万人次。党员馆员分片负责五十个村级图书
    流通点，每季度换书一次，山里孩子也能读到新书。整理地方古籍和家谱一千二百册，建成数字资源库，
    市民凭手机即可查阅；为视障读者开设有声阅览室和送书上门服务。
D10
* G16 1990-03-23 县气象局业务党支部
    党员预报员实行首席负责制，暴雨预警提前量由四十分钟增加到七十五分钟，为转移群众争取了时间。在
    茶山、果园、水产养殖区布设自动站三十四个，编发农事气象短信，一户一策提醒抢收避灾。每逢汛期主
    动叫应到村到人，三年来没有因漏报造成人员伤亡。
"""


def _branches(text: str) -> list[Seed]:
    """The table above, read."""
    unit, seeds = "", list[Seed]()
    for line in text.strip().splitlines():
        if line.startswith(("* ", "- ")):
            mark, code, founded, name = line.split()
            seeds.append(Seed(code, unit, name, date.fromisoformat(founded), mark == "*", ""))
        elif line.startswith(" "):
            seeds[-1] = seeds[-1]._replace(story=seeds[-1].story + line.strip())
        else:
            unit = line
    return seeds


SEEDS = _branches(BRANCHES)

# --- What candidates lack; a candidate that is not named here meets everything -----------------

GAPS: dict[str, dict[str, Value]] = {
    "V07": {"theme_material": "无"},  # and not five years old
    "C05": {"area": 82, "sign": "无", "cabinet": "无"},
    "V15": {
        "television": 0,
        "dvd": "无",
        "public_address": "无",
        "e_learning": "无",
        "playback_ledger": "无",
    },
    "V17": {
        "procedure": "无",
        "pledge": "无",
        "targets": "无",
        "bound": "无",
        "management_rules": "无",
        "manager": "无",
    },
    "E05": {
        "activities_per_month": 0,
        "meetings": "无",
        "applicant_ledger": "无",
        "sign_in_ledger": "无",
        "minutes_ledger": "无",
    },
    "E08": {"area": 45, "computer": "无", "desks": "无"},
    "G08": {"democratic_life": "无", "member_ledger": "无"},
    "G13": {"television": 32, "appraisal": "无", "openness": "无"},
}

#: Desirable, not required: candidates that lack it still meet everything.
WITHOUT_PROJECTOR = {"V05", "V07", "V15", "V23", "C07", "E02", "E05", "E08", "G15"}

#: Areas that matter: enough under a direct committee (60), though not under a town (100).
AREAS = {"G15": 72, "G04": 60, "V05": 100, "E09": 86}

# --- Assessments -------------------------------------------------------------------------------

#: leadership (15), membership (15), central_work (20), systems (15), room (20), ledgers (15)
SCORES = {
    "V01": "14.5 14.5 19.5 14.5 19.5 14.5",  # 97.0
    "G01": "14.5 14.2 19.0 14.8 19.2 14.5",  # 96.2
    "V05": "14.0 14.3 19.2 14.1 19.0 14.5",  # 95.1
    "G06": "14.0 13.8 19.0 14.2 18.8 14.2",  # 94.0, before C02 for its central work: 一等, 二等
    "C02": "14.2 14.4 18.4 14.1 18.7 14.2",  # 94.0
    "G03": "14.3 14.0 18.6 13.9 18.6 14.0",  # 93.4
    "V03": "13.9 13.8 18.8 14.0 18.5 13.8",  # 92.8
    "G10": "14.1 14.0 18.7 13.5 18.1 13.7",  # 92.1
    "C05": "14.0 13.9 18.5 14.2 17.0 14.2",  # 91.8, but its room is too small
    "E04": "13.8 13.6 18.9 13.5 18.2 13.5",  # 91.5
    "G02": "13.9 14.1 18.2 13.4 17.9 13.5",  # 91.0
    "G08": "13.8 13.7 18.9 12.6 18.8 13.1",  # 90.9, but a rule and a ledger are missing
    "C01": "13.5 13.6 18.0 13.7 18.2 13.6",  # 90.6
    "G12": "13.6 13.2 18.3 13.5 18.2 13.5",  # 90.3
    "V13": "13.4 13.5 18.4 13.2 17.9 13.4",  # 89.8
    "G16": "13.5 13.3 18.1 13.4 17.8 13.3",  # 89.4
    "G04": "13.3 13.4 18.0 13.3 17.5 13.2",  # 88.7
    "E02": "13.2 13.0 18.2 13.0 17.6 13.2",  # 88.2
    "E09": "13.3 13.1 17.9 13.0 17.6 13.0",  # 87.9
    "V21": "13.0 13.4 17.4 13.1 17.2 13.2",  # 87.3
    "V23": "12.9 13.4 17.0 13.0 17.2 13.0",  # 86.5, 10th of the towns for its membership
    "C07": "13.3 12.9 17.0 13.1 17.2 13.0",  # 86.5, 11th
    "G15": "13.0 13.2 17.1 13.0 16.6 13.1",  # 86.0
    "G07": "12.8 12.9 17.2 12.6 16.7 12.6",  # 84.8, 11th of the direct ones
}
#: Titles of earlier years: branch, year, state.
TITLES = """
V02 2024 授予
V11 2024 授予
V22 2021 授予
V22 2023 撤销
E07 2023 授予
G09 2023 授予
C03 2025 授予
"""
TITLE = "基层党建示范阵地"
INSPECTORS = "何静宜、郑书恒"
#: Visits to them: branch, day, result, day of the decision, deadline (- for none); what was found.
REVIEWS = """
V02 2026-04-14 合格 - -
    无
V11 2026-04-15 警告 2026-04-22 2026-06-15
    会议记录簿自1月起没有登记；活动室的电视机送修后没有取回，电化教育停了三个月。
E07 2026-04-16 警告 2026-04-22 2026-06-15
    连续三个月没有开展主题党日；活动室改作仓库，制度牌匾堆放在货架后；活动签到簿有事后补记的签名。
G09 2026-05-12 合格 - -
    无
V11 2026-06-18 合格 - -
    无
E07 2026-06-24 撤销 2026-07-28 -
    活动室仍作仓库使用；整改期内没有开展主题党日，活动签到簿补记的问题没有说明和纠正。
C03 2026-09-09 合格 - -
    党员花名册有2人的联系电话没有更新，已当场更正。
"""
SCORE_FIELDS = ["leadership", "membership", "central_work", "systems", "room", "ledgers"]

# --- Stock for drawing -------------------------------------------------------------------------

#: Sentences that go with any branch of the kind.
#: {n}: 3 to 9, {m}: dozens, {h}: hundreds, {p}: nine tenths and more.
SENTENCES = {
    "农村": [
        "去年召开村民代表会议{n}次，议定的{m}件实事按期办结。",
        "设立党员责任区{n}个，结对帮扶困难家庭{m}户，逐户建立帮扶记录。",
        "一年调解邻里纠纷{m}起，小事不出组，大事不出村。",
        "志愿服务队全年清理沟渠{n}公里，清运垃圾{m}车，村容村貌明显改观。",
        "农忙时节组织帮收帮种小队{n}支，为缺劳力农户抢收{m}亩。",
        "全年为老年村民代办医保社保等事项{m}件，群众满意率达到{p}。",
        "培养后备力量{n}名，返乡青年参加技能培训{m}人次。",
        "争取各类项目{n}个，户均增收{h}元，群众日子越过越踏实。",
    ],
    "社区": [
        "楼栋议事会全年召开{n}次，解决停车、照明、晾晒等问题{m}个。",
        "为独居老人建立探访档案{m}份，节假日由党员上门陪伴。",
        "志愿服务队发展到{n}支，全年服务居民{h}人次。",
        "物业、业委会、居委会三方定期碰头，物业投诉办结率达到{p}。",
        "暑期开办青少年托管班{n}期，{m}名儿童受益。",
        "认领居民微心愿{m}个，逐个回访，满意率达到{p}。",
    ],
    "机关": [
        "与{n}个基层党组织结对共建，帮助解决实际困难{m}件。",
        "党员干部下沉一线{m}人次，收集意见建议逐条答复，办结率达到{p}。",
        "举办业务比武{n}场，青年骨干在急难任务中挑起大梁。",
        "志愿服务队走进街巷{n}次，服务群众{h}人次。",
        "推出便民措施{n}项，服务对象满意度保持在{p}以上。",
        "设立党员先锋岗{n}个，全年收到群众感谢信和锦旗{m}件。",
        "开展廉政谈心{m}人次，连续{n}年没有发生违纪问题。",
    ],
    "非公企业": [
        "党员先锋岗达到{n}个，带动技术革新{m}项。",
        "师徒结对{m}对，当年全部独立上岗，产品合格率达到{p}。",
        "走访困难职工{m}户，为{n}名职工解决子女入学难题。",
        "收集职工合理化建议{m}条，采纳落实的占{p}。",
        "开展安全隐患排查{n}轮，整改问题{m}处，全年无工伤事故。",
        "吸纳周边村民就业{m}人，其中{n}人走上班组长岗位。",
    ],
}

HONOURS = {
    "农村": [
        "2025年度全县先进基层党组织",
        "2024年市级文明村",
        "2023年度乡村治理示范村",
        "2025年全市美丽乡村精品村",
        "2024年度平安村",
    ],
    "社区": [
        "2025年度全县先进基层党组织",
        "2024年市级和谐社区",
        "2023年度平安社区",
        "2025年全市志愿服务先进集体",
    ],
    "机关": [
        "2025年度全县先进基层党组织",
        "2024年市级青年文明号",
        "2023年度县直党建工作先进单位",
        "2025年全市优质服务先进集体",
        "2024年市级巾帼文明岗",
    ],
    "非公企业": [
        "2025年度全县“双强”党组织",
        "2024年市级和谐劳动关系企业",
        "2023年度安全生产先进单位",
        "2025年市级工人先锋号",
    ],
}

SURNAMES = (
    "王李张刘陈杨黄吴周徐孙朱马胡郭林何高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范石廖贾韦夏付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶贺顾郝龚邵万钱严覃武戴莫孔向汤"
)
GIVEN_MEN = (
    "建军 国强 志明 永福 德才 水根 金火 长生 春华 文斌 伟民 晓东 海波 立新 少华 振兴 家栋 "
    "启明 光明 树林 大勇 宏伟 志强 俊杰 浩然 子轩 天佑 鹏程 一鸣 思远 建平 卫国 云飞 成才 "
    "宝山 根土 金水 忠良 正义 学文 庆丰 世昌 培根 景行 承志 泽宇 嘉诚 晨曦 勇 刚 军 斌 涛 "
    "磊 鑫 亮 波 凯 峰 健 诚 毅 翔 堃 喆 昇 犇 骏"
)
GIVEN_WOMEN = (
    "秀英 桂兰 玉梅 春燕 丽华 美玲 淑芬 雪琴 小红 晓燕 海霞 亚男 秋菊 冬梅 爱珍 月娥 彩云 "
    "金凤 素芳 文静 雅琴 佳怡 思琪 梦瑶 欣悦 雨欣 诗涵 若兰 慧敏 静雯 晓萍 莉莉 红霞 翠花 "
    "莲香 巧珍 惠芳 婉清 语嫣 芷若 芳 娟 敏 静 丽 燕 颖 婷 琳 洁 萍 珺 蕾 瑶 莹 倩"
)
#: Names that a printed form must cope with, and one pair of namesakes: secretaries all.
CHOSEN_NAMES = {
    "C02": ("李堃", "男", "汉族"),
    "E02": ("周犇", "男", "汉族"),
    "G03": ("陈喆", "男", "汉族"),
    "G04": ("林珺", "女", "汉族"),
    "V21": ("黄昇", "男", "汉族"),
    "V13": ("欧阳靖", "男", "汉族"),
    "G10": ("阿依古丽·买买提", "女", "维吾尔族"),
    "V08": ("王志平", "男", "汉族"),
    "G07": ("王志平", "男", "汉族"),
}
ETHNICITIES = ["畲族", "回族", "土家族", "苗族"]
EDUCATION = {
    "农村": ["初中", "初中", "高中", "高中", "中专", "大专", "大专", "本科"],
    "社区": ["高中", "中专", "大专", "大专", "大专", "本科", "本科"],
    "机关": ["大专", "本科", "本科", "本科", "本科", "硕士研究生"],
    "非公企业": ["初中", "高中", "中专", "大专", "大专", "本科", "本科"],
}
POSTS = ["书记", "副书记", "组织委员", "宣传委员", "纪检委员"]
GOOD_SCREENS = [42, 43, 50, 55, 65, 75]
ALL_SCREENS = [0, 29, 32, 42, 43, 50, 55]
RULES = [
    "procedure",
    "meetings",
    "pledge",
    "targets",
    "democratic_life",
    "appraisal",
    "openness",
    "e_learning",
    "bound",
]
LEDGERS = [
    "member_ledger",
    "applicant_ledger",
    "sign_in_ledger",
    "minutes_ledger",
    "playback_ledger",
    "theme_material",
]

DIGITS: list[str] = ["", *"一二三四五六七八九"]

# --- Drawing -----------------------------------------------------------------------------------


def _rng(*about: str) -> random.Random:
    """Dice of its own for each subject: changing one row leaves the others as they are."""
    return random.Random("/".join([str(SEED), *about]))


def _yes_no(dice: random.Random, chance: float) -> str:
    return "有" if dice.random() < chance else "无"


def _spoken(number: int) -> str:
    """A number between 3 and 999 in 汉字, as the stories have it."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if number < 20 else f"{DIGITS[tens]}十"
    return text + DIGITS[ones]


def _sentence(dice: random.Random, pattern: str) -> str:
    figures = {
        "n": _spoken(dice.randint(3, 9)),
        "m": _spoken(dice.randint(12, 58)),
        "h": _spoken(dice.randint(32, 98) * 10),
        "p": f"九成{_spoken(dice.randint(3, 9))}",
    }
    return pattern.format_map(figures)


def deeds_of(seed: Seed) -> str:
    """Its story, rounded off with three sentences of its kind (one, if it is not put forward)."""
    dice = _rng("deeds", seed.code)
    patterns = dice.sample(SENTENCES[seed.kind], 3 if seed.candidate else 1)
    return seed.story + "".join(_sentence(dice, pattern) for pattern in patterns)


def honours_of(seed: Seed) -> str:
    """One to three honours, the newest first, or 无."""
    dice = _rng("honours", seed.code)
    if not seed.candidate and dice.random() < 0.5:
        return "无"
    several = dice.sample(HONOURS[seed.kind], dice.choice([1, 2, 2, 3]) if seed.candidate else 1)
    return "；".join(sorted(several, reverse=True))


def address_of(seed: Seed) -> str:
    """A village's or community's own road, a company's plot, an office in the county town."""
    dice = _rng("address", seed.code)
    unit = next(unit for unit in UNITS if unit.code == seed.unit)
    if unit.street:
        floor, number = dice.randint(2, 5), dice.randint(10, 99)
        return f"{unit.street}{floor}楼" if seed.kind == "机关" else f"工业路{number}号"
    place = unit.short_name.removesuffix("党委").removesuffix("党工委")
    if seed.kind == "非公企业":
        return f"{place}兴业路{dice.randint(10, 99)}号"
    own = seed.name.removeprefix(place).removesuffix("党总支").removesuffix("党支部")
    return f"{place}{own}{dice.choice(['中心路', '和平路', '幸福路'])}{dice.randint(1, 60)}号"


# --- Rows --------------------------------------------------------------------------------------


def unit_rows() -> list[Row]:
    """The sheet 单位."""
    rows: list[Row] = []
    for index, unit in enumerate(UNITS):
        liaison, phone = LIAISONS[index % len(LIAISONS)]
        rows.append(
            {
                "code": Quoted(unit.code),
                "name": unit.name,
                "short_name": unit.short_name,
                "kind": unit.kind,
                "quota": unit.quota,
                "deadline": DEADLINE,
                "liaison": liaison,
                "liaison_phone": Quoted(phone),
            }
        )
    return rows


def branch_row(seed: Seed, phone: str) -> Row:
    """One row of the sheet 党组织."""
    dice = _rng("branch", seed.code)
    activities = dice.choice([1, 1, 1, 2]) if seed.candidate else dice.choice([0, 1, 1, 1, 2])
    return {
        "code": Quoted(seed.code),
        "name": seed.name,
        "unit": Quoted(seed.unit),
        "kind": seed.kind,
        "form": "党总支" if seed.is_general else "党支部",
        "founded": seed.founded,
        "address": address_of(seed),
        "phone": Quoted(phone),
        "candidate": "是" if seed.candidate else "否",
        "activities_per_month": GAPS.get(seed.code, {}).get("activities_per_month", activities),
        "activity_day": dice.choice([5, 8, 10, 15, 18, 20, 25]),
        "deeds": deeds_of(seed),
        "honours": honours_of(seed),
    }


def branch_rows() -> list[Row]:
    """The sheet 党组织."""
    return [branch_row(seed, f"0599-6000{number}") for seed, number in zip(SEEDS, count(1017, 17))]


def _area(seed: Seed, dice: random.Random) -> int:
    if not seed.candidate:
        return dice.randint(40, 160)
    return AREAS.get(seed.code, dice.randint(100, 260))


def room_row(seed: Seed, people: Sequence[Row]) -> Row:
    """One row of the sheet 活动室; the manager is one of the branch's own people."""
    dice = _rng("room", seed.code)
    chance = 1.0 if seed.candidate else 0.75
    manager = str(dice.choice(people[1:])["name"]) if dice.random() < chance else "无"
    projector = seed.code not in WITHOUT_PROJECTOR if seed.candidate else dice.random() < 0.3
    row: Row = {
        "branch": Quoted(seed.code),
        "area": _area(seed, dice),
        "sign": _yes_no(dice, chance),
        "television": dice.choice(GOOD_SCREENS if seed.candidate else ALL_SCREENS),
        "dvd": _yes_no(dice, chance),
        "public_address": _yes_no(dice, chance),
        "computer": _yes_no(dice, chance),
        "projector": "有" if projector else "无",
        "desks": _yes_no(dice, chance),
        "cabinet": _yes_no(dice, chance),
        "management_rules": _yes_no(dice, chance),
        "manager": manager,
    }
    return row | _gaps_among(seed, row)


def system_row(seed: Seed) -> Row:
    """One row of the sheet 制度台账."""
    dice = _rng("systems", seed.code)
    chance = 1.0 if seed.candidate else 0.8
    row: Row = {"branch": Quoted(seed.code)}
    row |= {name: _yes_no(dice, chance) for name in RULES + LEDGERS}
    return row | _gaps_among(seed, row)


def _gaps_among(seed: Seed, row: Row) -> Row:
    return {name: value for name, value in GAPS.get(seed.code, {}).items() if name in row}


def assessment_rows() -> list[Row]:
    """The sheet 考评, in the order of the branches."""
    rows: list[Row] = []
    for seed in SEEDS:
        if seed.code in SCORES:
            scores = [Decimal(score) for score in SCORES[seed.code].split()]
            row: Row = {"branch": Quoted(seed.code)}
            row |= dict(zip(SCORE_FIELDS, scores, strict=True))
            rows.append(row | {"total": sum(scores, Decimal())})
    return rows


def review_rows() -> list[Row]:
    """The sheet 回头看."""
    lines = REVIEWS.strip().splitlines()
    rows: list[Row] = []
    for head, found in zip(lines[::2], lines[1::2], strict=True):
        code, visited, result, decided, deadline = head.split()
        rows.append(
            {
                "branch": Quoted(code),
                "visited": date.fromisoformat(visited),
                "inspectors": INSPECTORS,
                "found": found.strip(),
                "result": result,
                "decided": None if decided == "-" else date.fromisoformat(decided),
                "deadline": None if deadline == "-" else date.fromisoformat(deadline),
            }
        )
    return rows


def title_rows() -> list[Row]:
    """The sheet 历年."""
    rows: list[Row] = []
    for line in TITLES.strip().splitlines():
        code, year, state = line.split()
        rows.append({"branch": Quoted(code), "year": int(year), "title": TITLE, "state": state})
    return rows


# --- People ------------------------------------------------------------------------------------


class People:
    """Hands out names, id numbers and telephones, none of them twice."""

    def __init__(self) -> None:
        self._names = {name for name, *_ in CHOSEN_NAMES.values()} | {name for name, _ in LIAISONS}
        self._numbers: set[str] = set()
        self._serial = count(1)

    def name(self, dice: random.Random, gender: str) -> str:
        """A name that nobody else in the county bears."""
        given = (GIVEN_MEN if gender == "男" else GIVEN_WOMEN).split()
        while True:
            name = dice.choice(SURNAMES) + dice.choice(given)
            if name not in self._names:
                self._names.add(name)
                return name

    def id_number(self, dice: random.Random, born: date, gender: str) -> str:
        """A well-formed id number for the person, in an area that does not exist."""
        while True:
            serial = dice.randrange(1, 999, 2) + (gender == "女")
            number = with_check_character(f"330999{born:%Y%m%d}{serial:03d}")
            if number not in self._numbers:
                self._numbers.add(number)
                return number

    def phone(self) -> str:
        """A mobile number in a row of numbers that are plainly made up."""
        return f"1990000{next(self._serial) * 37 % 10_000:04d}"


def with_check_character(digits: str) -> str:
    """The 17 digits of an id number, completed.

    Source:
        GB 11643-1999; ISO 7064, MOD 11-2.
    """
    weighted = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(digits))
    return digits + "10X98765432"[weighted % 11]


def _day(dice: random.Random, first: date, last: date) -> date:
    return first + timedelta(days=dice.randint(0, (last - first).days))


def _born(dice: random.Random, kind: str, status: str, leads: bool) -> date:
    """A date of birth: secretaries are 35 to 58, officials under 60, villagers of any age."""
    if leads:
        return _day(dice, date(1968, 1, 1), date(1990, 12, 31))
    if status != "正式党员":
        return _day(dice, date(1985, 1, 1), date(2004, 12, 31))
    return _day(dice, date(1950 if kind == "农村" else 1967, 1, 1), date(1999, 12, 31))


def _joined(dice: random.Random, born: date, status: str) -> date | None:
    """When the person joined: grown up, and more than a year ago unless still on probation."""
    if status == "入党积极分子":
        return None
    if status == "预备党员":
        return _day(dice, date(2025, 7, 1), date(2026, 5, 31))
    earliest, latest = date(born.year + 19, 1, 1), date(min(born.year + 38, 2025), 5, 31)
    return _day(dice, earliest, latest)


def _head_count(seed: Seed, dice: random.Random) -> tuple[int, int, int]:
    """How many 正式党员, 预备党员 and 入党积极分子 its roster has: 3 to 12 together."""
    if seed.is_general:
        full = dice.randint(7, 9)
    elif seed.kind == "机关":
        full = dice.randint(6, 8)
    else:
        full = dice.randint(3, 7)
    return full, dice.choice([0, 0, 1]), dice.choice([0, 0, 1, 2])


def _posts(seed: Seed, full: int) -> list[str]:
    """The posts of its full members: a committee where there are enough of them."""
    if seed.is_general:
        held = POSTS
    elif seed.kind == "机关" or full >= 7:
        held = ["书记", "组织委员", "宣传委员", "纪检委员"]
    else:
        held = POSTS[: 2 if full >= 5 else 1]
    return held + ["无"] * (full - len(held))


def roster(seed: Seed, people: People) -> list[Row]:
    """The people of one branch: those with a post first, then members, then applicants."""
    dice = _rng("members", seed.code)
    full, probation, applicants = _head_count(seed, dice)
    statuses = ["正式党员"] * full + ["预备党员"] * probation + ["入党积极分子"] * applicants
    posts = _posts(seed, full) + ["无"] * (probation + applicants)
    return [
        _person(seed, people, dice, status, post)
        for status, post in zip(statuses, posts, strict=True)
    ]


def _person(seed: Seed, people: People, dice: random.Random, status: str, post: str) -> Row:
    leads = post == "书记"
    born = _born(dice, seed.kind, status, leads)
    gender = "女" if dice.random() < 0.38 else "男"
    ethnicity = dice.choice(ETHNICITIES) if dice.random() < 0.06 else "汉族"
    if leads and seed.code in CHOSEN_NAMES:
        name, gender, ethnicity = CHOSEN_NAMES[seed.code]
    else:
        name = people.name(dice, gender)
    return {
        "branch": Quoted(seed.code),
        "name": name,
        "gender": gender,
        "ethnicity": ethnicity,
        "born": born,
        "id_number": Quoted(people.id_number(dice, born, gender)),
        "status": status,
        "joined": _joined(dice, born, status),
        "education": _education(dice, seed.kind, born),
        "post": post,
        "phone": Quoted(people.phone()),
    }


def _education(dice: random.Random, kind: str, born: date) -> str:
    """The education, as the generation had it: of two draws, the lower one for the old."""
    levels = EDUCATION[kind]
    draws = [dice.randrange(len(levels)) for _ in range(2)]
    return levels[min(draws) if born.year < 1970 else max(draws) if born.year > 1990 else draws[0]]


# --- The county as a file ----------------------------------------------------------------------


def county() -> dict[str, list[Row]]:
    """Every sheet of the roster, by its key."""
    people = People()
    rosters = {seed.code: roster(seed, people) for seed in SEEDS}
    return {
        "units": unit_rows(),
        "branches": branch_rows(),
        "rooms": [room_row(seed, rosters[seed.code]) for seed in SEEDS],
        "systems": [system_row(seed) for seed in SEEDS],
        "members": [row for seed in SEEDS for row in rosters[seed.code]],
        "assessments": assessment_rows(),
        "reviews": review_rows(),
        "titles": title_rows(),
    }


class _Dumper(yaml.SafeDumper):
    """Block style with indented lists; ids in quotation marks, scores with one decimal."""

    def ignore_aliases(self, _data: object) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, indentless=False)


def _quoted(dumper: yaml.SafeDumper, text: Quoted) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')


def _one_decimal(dumper: yaml.SafeDumper, score: Decimal) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:float", f"{score:.1f}")


_Dumper.add_representer(Quoted, _quoted)
_Dumper.add_representer(Decimal, _one_decimal)


def as_yaml(sheets: dict[str, list[Row]]) -> str:
    """The sheets as the text of units.yaml."""
    parts: Iterable[str] = (
        yaml.dump({key: rows}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
        for key, rows in sheets.items()
    )
    return HEADER + "\n" + "\n".join(parts)


def main() -> int:
    """Write the file, or compare it."""
    parser = argparse.ArgumentParser(description="Invents the county of the worked example.")
    parser.add_argument("--check", action="store_true", help="only compare; exit 1 if different")
    text = as_yaml(county())
    if not parser.parse_args().check:
        TARGET.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if TARGET.exists() and TARGET.read_bytes() == text.encode():
        return 0
    print(f"{TARGET.name} is not what tools/invent_county.py makes: run it without --check.")
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
